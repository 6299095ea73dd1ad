package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What a pod says of claims to devices, and which of them its containers use. */
final class PodClaimRules {
    /** The first minor in which devices can be claimed; before, such claims are not kept. */
    private static final int SINCE = 34;

    private PodClaimRules() {}

    static void check(Part spec) {
        if (spec.minor() < SINCE) {
            return;
        }
        Set<String> known = new HashSet<>();
        for (Part claim : spec.at("resourceClaims").items()) {
            Part name = claim.at("name");
            if (name.present()) {
                if (known.add(name.text())) {
                    name.label();
                } else {
                    name.duplicate();
                }
            }
            Part direct = claim.at("resourceClaimName");
            Part template = claim.at("resourceClaimTemplateName");
            if (direct.isSet() && template.isSet()) {
                claim.invalid("at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            } else if (!direct.isSet() && !template.isSet()) {
                claim.invalid("must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
            if (direct.isSet()) {
                direct.subdomain();
            }
            if (template.isSet()) {
                template.subdomain();
            }
        }
    }

    /** Checks the claims that a container names. */
    static void used(Part claims, Part spec) {
        if (claims.minor() < SINCE) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (Part claim : spec.at("resourceClaims").items()) {
            if (!claim.at("name").isZero()) {
                known.add(claim.at("name").text());
            }
        }
        Set<String> used = new HashSet<>();
        for (Part claim : claims.items()) {
            String name = claim.at("name").text();
            Part shown = claim.at("name").as(claim.path());
            if (name.isEmpty()) {
                shown.required("");
                continue;
            }
            once(claim, shown, used);
            if (!known.contains(name)) {
                shown.errors()
                        .add(new FieldError(
                                FieldError.Type.NOT_FOUND,
                                claim.path(),
                                claim.at("name").value(),
                                "must be one of the names in pod.spec.resourceClaims"
                                        + (known.isEmpty() ? " which is empty" : ": " + String.join(", ", known))));
            }
        }
    }

    /** A claim, or a request of it, is used once; who uses all of a claim uses none of its requests. */
    private static void once(Part claim, Part shown, Set<String> used) {
        String name = shown.text();
        String request = claim.at("request").text();
        if (used.contains(name)) {
            shown.duplicate();
            return;
        }
        if (!request.isEmpty()) {
            claim.at("request").label();
        }
        String key = request.isEmpty() ? name : name + "/" + request;
        if (used.contains(key)) {
            shown.with(Json.text(key)).duplicate();
        } else if (request.isEmpty()) {
            used.stream().filter(other -> other.startsWith(name + "/")).forEach(other -> shown.duplicate());
        }
        used.add(key);
    }
}
