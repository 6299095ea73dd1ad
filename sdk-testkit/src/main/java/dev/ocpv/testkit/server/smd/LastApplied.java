package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.GoText;
import java.nio.charset.StandardCharsets;

/** The annotation in which client-side apply keeps what it applied. */
final class LastApplied {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    private LastApplied() {}

    static ObjectNode refresh(ObjectNode object, ObjectNode config, String key) {
        var applied = config.deepCopy();
        if (applied.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(key);
        }
        var copy = object.deepCopy();
        var metadata = copy.withObject("metadata");
        var annotations = metadata.withObject("annotations");
        annotations.put(key, GoText.json(applied) + "\n");
        if (size(annotations) > ANNOTATIONS_LIMIT) {
            annotations.remove(key);
        }
        if (annotations.isEmpty()) {
            metadata.remove("annotations");
        }
        return copy;
    }

    private static long size(ObjectNode annotations) {
        long size = 0;
        for (var annotation : annotations.properties()) {
            size += annotation.getKey().getBytes(StandardCharsets.UTF_8).length
                    + annotation.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }
}
