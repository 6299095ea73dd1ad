package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.Set;

/** Ways to run containers, and revisions that controllers keep. */
final class SmallKindRules {
    private SmallKindRules() {}

    static void runtimeClass(Part object, Part ignored) {
        object.at("handler").label();
        Part fixed = object.at("overhead", "podFixed");
        ResourceRules.amounts(fixed.as("overhead.limits"));
        Part scheduling = object.at("scheduling");
        scheduling.at("nodeSelector").labels();
        Part tolerations = scheduling.at("tolerations");
        boolean twice = scheduling.minor() < 34;
        PodRules.tolerations(twice ? tolerations.as(tolerations.path() + ".tolerations") : tolerations);
        Set<ObjectNode> known = new HashSet<>();
        for (Part toleration : tolerations.items()) {
            ObjectNode plain = Json.shallow((ObjectNode) toleration.value());
            plain.remove("tolerationSeconds");
            if (!known.add(plain)) {
                toleration.duplicate();
            }
        }
    }

    static void runtimeClassUpdate(Part object, Part old) {
        runtimeClass(object, old);
        object.at("handler").immutable(old.at("handler"));
    }

    static void revision(Part object, Part ignored) {
        boolean older = object.minor() < 33;
        if (!older) {
            object.at("revision").notNegative();
        }
        Part data = object.at("data");
        if (!data.isSet()) {
            data.required("data is mandatory");
        } else if (!data.value().isObject() && !older) {
            data.required("data must be a valid JSON object");
        }
        if (older) {
            object.at("revision").notNegative();
        }
    }

    static void revisionUpdate(Part object, Part old) {
        object.at("revision").notNegative();
        object.at("data").immutable(old.at("data"));
    }
}
