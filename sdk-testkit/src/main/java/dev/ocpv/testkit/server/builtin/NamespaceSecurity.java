package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the labels of a namespace may say of the pods that it lets in. */
final class NamespaceSecurity {
    private static final String PREFIX = "pod-security.kubernetes.io/";
    private static final List<String> LEVELS = List.of("privileged", "baseline", "restricted");

    private NamespaceSecurity() {}

    /** Collects what is wrong, unless it was there before. */
    static void check(ObjectNode namespace, @Nullable ObjectNode old, FieldErrors errors) {
        JsonNode labels = namespace.path("metadata").path("labels");
        JsonNode before = old == null ? Json.missing() : old.path("metadata").path("labels");
        for (String mode : List.of("enforce", "audit", "warn")) {
            level(labels, before, PREFIX + mode, errors);
            version(labels, before, PREFIX + mode + "-version", errors);
        }
    }

    private static void level(JsonNode labels, JsonNode before, String key, FieldErrors errors) {
        JsonNode level = labels.path(key);
        if (level.isTextual() && !level.equals(before.get(key)) && !LEVELS.contains(level.textValue())) {
            errors.invalid("metadata.labels[" + key + "]", level, "must be one of privileged, baseline, restricted");
        }
    }

    private static void version(JsonNode labels, JsonNode before, String key, FieldErrors errors) {
        JsonNode version = labels.path(key);
        boolean fits = version.asText().matches("latest|v1\\.(0|[1-9][0-9]*)");
        if (version.isTextual() && !version.equals(before.get(key)) && !fits) {
            errors.invalid("metadata.labels[" + key + "]", version, "must be \"latest\" or \"v1.x\"");
        }
    }
}
