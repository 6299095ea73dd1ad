package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of metadata: brings sent metadata into shape. */
public final class ObjectMeta {
    private static final List<String> FIELDS = List.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");
    private static final Set<String> KNOWN = Set.copyOf(FIELDS);
    private static final Set<String> TEXTS =
            Set.of("name", "generateName", "namespace", "selfLink", "uid", "resourceVersion");

    private ObjectMeta() {}

    /** Drops what metadata has not, what is null and what is empty, from the object's own tree. */
    public static void tidy(ObjectNode object, String path, Strategy.Strictness strictness) {
        JsonNode found = object.get("metadata");
        if (!(found instanceof ObjectNode metadata)) {
            if (found != null && found.isNull()) {
                object.set("metadata", Json.object());
            }
            return;
        }
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            if (!KNOWN.contains(field.getKey())) {
                strictness.unknown(path + field.getKey());
                gone.add(field.getKey());
            } else if (isNothing(field.getKey(), field.getValue())) {
                gone.add(field.getKey());
            }
        }
        metadata.remove(gone);
    }

    private static boolean isNothing(String name, JsonNode value) {
        if (value.isTextual()) {
            return TEXTS.contains(name) && value.textValue().isEmpty();
        }
        if (value.isNumber()) {
            return name.equals("generation") && value.longValue() == 0;
        }
        return !name.equals("managedFields") && Json.isEmpty(value);
    }

    /** {@return the fields of metadata in the order that the Go type has} */
    public static List<String> fields() {
        return FIELDS;
    }
}
