package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The little that may change in a pod. */
final class PodUpdates {
    private static final String MAY_CHANGE =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdates() {}

    static void check(Part spec, Part old) {
        if (!sameContainers(spec, old, "containers") || !sameContainers(spec, old, "initContainers")) {
            return;
        }
        if (!deadline(spec.at("activeDeadlineSeconds"), old.at("activeDeadlineSeconds"))) {
            return;
        }
        tolerations(spec.at("tolerations"), old.at("tolerations"));
        gates(spec.at("schedulingGates"), old.at("schedulingGates"));
        if (!old.at("schedulingGates").isZero()) {
            nodes(spec, old);
        }
        ObjectNode now = munged(spec, old);
        ObjectNode was = (ObjectNode) old.value().deepCopy();
        if (!now.equals(was)) {
            spec.forbidden(MAY_CHANGE + GoDiff.of(was, now, "core.PodSpec", spec.minor()));
        }
    }

    private static boolean sameContainers(Part spec, Part old, String field) {
        List<Part> now = spec.at(field).items();
        if (now.size() != old.at(field).items().size()) {
            spec.at(field).forbidden("pod updates may not add or remove containers");
            return false;
        }
        now.forEach(container -> {
            if (container.at("image").text().isBlank()) {
                container.at("image").required("");
            }
        });
        return true;
    }

    private static boolean deadline(Part now, Part was) {
        if (now.isSet()) {
            if (was.isSet() && was.number() < now.number()) {
                now.invalid("must be less than or equal to previous value");
                return false;
            }
        } else if (was.isSet()) {
            now.invalid("must not update from a positive integer to nil value");
        }
        return true;
    }

    private static void tolerations(Part now, Part was) {
        Set<JsonNode> kept = new HashSet<>();
        now.items().forEach(toleration -> kept.add(timeless(toleration)));
        for (Part toleration : was.items()) {
            if (!kept.contains(timeless(toleration))) {
                now.forbidden("existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static JsonNode timeless(Part toleration) {
        ObjectNode plain = Json.shallow((ObjectNode) toleration.value());
        plain.remove("tolerationSeconds");
        return plain;
    }

    private static void gates(Part now, Part was) {
        Set<String> known = new HashSet<>();
        was.items().forEach(gate -> known.add(gate.at("name").text()));
        for (Part gate : now.items()) {
            if (!known.contains(gate.at("name").text())) {
                gate.at("name")
                        .forbidden("only deletion is allowed, but found new scheduling gate '"
                                + gate.at("name").text() + "'");
            }
        }
    }

    /** While a pod waits, the nodes that it wants may become fewer, but not others. */
    private static void nodes(Part spec, Part old) {
        Part now = spec.at("nodeSelector");
        Part was = old.at("nodeSelector");
        boolean kept = was.keys().stream()
                .allMatch(key -> now.key(key).value().equals(was.key(key).value()));
        if (!kept) {
            now.invalid("only additions to spec.nodeSelector are allowed (no mutations or deletions)");
        }
        String[] path = {
            "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"
        };
        List<Part> terms = spec.at(path).items();
        List<Part> before = old.at(path).items();
        if (!before.isEmpty() && terms.size() != before.size()) {
            spec.at(path).invalid("no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!onlyAdds(terms.get(i), before.get(i))) {
                terms.get(i).invalid("only additions are allowed (no mutations or deletions)");
            }
        }
    }

    private static boolean onlyAdds(Part term, Part before) {
        if (before.value().isEmpty()) {
            return term.value().isEmpty();
        }
        for (String field : List.of("matchExpressions", "matchFields")) {
            for (Part expression : before.at(field).items()) {
                boolean kept = term.at(field).items().stream().anyMatch(expression::same);
                if (!kept) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return the new spec with everything as it was that may change} */
    private static ObjectNode munged(Part spec, Part old) {
        ObjectNode now = (ObjectNode) spec.value().deepCopy();
        ObjectNode was = (ObjectNode) old.value();
        for (String field : List.of("containers", "initContainers")) {
            for (int i = 0; i < now.path(field).size(); i++) {
                ((ObjectNode) now.path(field).get(i))
                        .set("image", was.path(field).get(i).path("image"));
            }
        }
        for (String field : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
            BuiltinStrategy.keep(field, now, was);
        }
        boolean first = was.path("terminationGracePeriodSeconds").asLong(0) < 0
                && now.path("terminationGracePeriodSeconds").asLong(0) == 1;
        if (first) {
            BuiltinStrategy.keep("terminationGracePeriodSeconds", now, was);
        }
        if (!old.at("schedulingGates").isZero()) {
            BuiltinStrategy.keep("nodeSelector", now, was);
            BuiltinStrategy.keep("affinity", now, was);
        }
        return now;
    }

    /** Ephemeral containers are only ever added. */
    static void ephemeral(Part spec, Part old) {
        Part now = spec.at("ephemeralContainers");
        for (Part before : old.at("ephemeralContainers").items()) {
            String name = before.at("name").text();
            Part after = now.items().stream()
                    .filter(one -> one.at("name").is(name))
                    .findFirst()
                    .orElse(null);
            if (after == null) {
                now.forbidden("existing ephemeral containers \"" + name + "\" may not be removed\n");
            } else if (!after.same(before)) {
                now.forbidden("existing ephemeral containers \"" + name + "\" may not be changed\n"
                        + GoDiff.of(before.value(), after.value(), "core.EphemeralContainer", spec.minor())
                                .substring(1));
            }
        }
    }
}
