package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What requests for certificates must be like. */
final class SigningRules {
    private static final String SOME_PEM =
            "(?s).*-----BEGIN CERTIFICATE REQUEST-----\\s.*-----END CERTIFICATE REQUEST-----.*";
    private static final int SHORTEST = 600;
    private static final Set<String> USAGES = new TreeSet<>(Set.of(
            "signing",
            "digital signature",
            "content commitment",
            "key encipherment",
            "key agreement",
            "data encipherment",
            "cert sign",
            "crl sign",
            "encipher only",
            "decipher only",
            "any",
            "server auth",
            "client auth",
            "code signing",
            "email protection",
            "s/mime",
            "ipsec end system",
            "ipsec tunnel",
            "ipsec user",
            "timestamping",
            "ocsp signing",
            "microsoft sgc",
            "netscape sgc"));

    private SigningRules() {}

    /** {@return the condition of a type, or a missing node} */
    static JsonNode condition(JsonNode request, String type) {
        for (JsonNode condition : request.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals(type)) {
                return condition;
            }
        }
        return Json.missing();
    }

    static void check(Part request) {
        Part spec = request.at("spec");
        String pem = new String(Base64.getDecoder().decode(spec.at("request").text()), StandardCharsets.ISO_8859_1);
        if (!pem.matches(SOME_PEM)) {
            spec.at("request").invalid("PEM block type must be CERTIFICATE REQUEST");
        }
        usages(spec.at("usages"));
        Part signer = spec.at("signerName");
        if (signer.is("kubernetes.io/legacy-unknown")) {
            signer.invalid("the legacy signerName is not allowed via this API version");
        } else {
            signer(signer);
        }
        Part seconds = spec.at("expirationSeconds");
        if (seconds.isSet() && seconds.number() < SHORTEST) {
            seconds.invalid("may not specify a duration less than 600 seconds (10 minutes)");
        }
        conditions(request.at("status", "conditions"));
    }

    private static void usages(Part usages) {
        usages.present();
        for (Part usage : usages.items()) {
            if (!USAGES.contains(usage.text())) {
                usage.notSupported(USAGES.toArray(new String[0]));
            }
        }
        Set<String> known = new HashSet<>();
        for (Part usage : usages.items()) {
            if (!known.add(usage.text())) {
                usage.duplicate();
            }
        }
    }

    /** A signer is named by a domain and a path. */
    private static void signer(Part name) {
        if (!name.present()) {
            return;
        }
        String[] parts = name.text().split("/", -1);
        if (parts.length != 2) {
            name.invalid("must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        name.invalid(NameRules.subdomain(parts[0], false));
        if (parts[0].indexOf('.') < 0) {
            name.with(Json.text(parts[0])).invalid("should be a domain with at least two segments separated by dots");
        }
        for (String label : parts[1].split("\\.", -1)) {
            name.invalid(NameRules.label(label, false));
        }
    }

    private static void conditions(Part conditions) {
        Set<String> known = new HashSet<>();
        for (Part condition : conditions.items()) {
            Part type = condition.at("type");
            type.present();
            Part status = condition.at("status");
            boolean decision = type.is("Approved", "Denied", "Failed");
            if (decision) {
                status.requiredOneOf("True");
            } else {
                status.requiredOneOf("False", "True", "Unknown");
            }
            boolean other = known.contains(type.is("Approved") ? "Denied" : "Approved");
            if (type.is("Approved", "Denied") && other) {
                (type.minor() >= 34 ? type.as(conditions.path()) : type)
                        .invalid("Approved and Denied conditions are mutually exclusive");
            }
            if (!known.add(type.text())) {
                type.duplicate();
            }
        }
    }

    static void update(Part request, Part old, String subresource) {
        Part conditions = request.at("status", "conditions");
        for (String type : List.of("Approved", "Denied", "Failed")) {
            if (!condition(old.value(), type).isMissingNode()
                    && condition(request.value(), type).isMissingNode()) {
                conditions.forbidden("updates may not remove a condition of type \"" + type + "\"");
            }
        }
        for (String type : List.of("Approved", "Denied")) {
            boolean added = condition(old.value(), type).isMissingNode()
                    && condition(request.value(), type) instanceof ObjectNode;
            if (added && !subresource.equals("approval")) {
                conditions.forbidden("updates may not add a condition of type \"" + type + "\"");
            }
        }
        Part certificate = request.at("status", "certificate");
        Part before = old.at("status", "certificate");
        if (!certificate.same(before)) {
            if (!subresource.equals("status")) {
                certificate.forbidden("updates may not set certificate content");
            } else if (!before.isZero()) {
                certificate.forbidden("updates may not modify existing certificate content");
            }
        }
    }
}
