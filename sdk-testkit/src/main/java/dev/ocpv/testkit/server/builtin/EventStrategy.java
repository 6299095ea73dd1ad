package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Events, which are looked up by what they are about. */
final class EventStrategy extends BuiltinStrategy {
    EventStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        for (String field : List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath")) {
            fields.put("involvedObject." + field, object -> Json.textAt(object, "involvedObject", field));
        }
        for (String field : List.of("reason", "reportingComponent", "type")) {
            fields.put(field, object -> Json.textAt(object, field));
        }
        fields.put("source", object -> Json.textAt(object, "source", "component"));
        return fields;
    }
}
