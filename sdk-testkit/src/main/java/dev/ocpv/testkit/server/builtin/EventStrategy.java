package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.store.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Events, which are looked up by what they are about; two APIs show the same ones under different names of fields. */
final class EventStrategy extends BuiltinStrategy {
    /** What the older API calls a field, and what the newer one does. */
    private static final Map<String, String> NEWER = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    private final boolean newer;

    EventStrategy(Kind kind) {
        super(kind);
        newer = kind.apiVersion().startsWith("events.k8s.io");
    }

    @Override
    public boolean isCached() {
        return false;
    }

    @Override
    public String storedAs() {
        return newer ? "events" : "";
    }

    @Override
    public String internalVersion(String apiVersion) {
        return "v1";
    }

    @Override
    public ObjectNode read(Call call, Entry entry) {
        return newer ? renamed(entry.object(), NEWER, "events.k8s.io/v1", "events.Event") : entry.object();
    }

    @Override
    public ObjectNode toStorage(ObjectNode object) {
        if (!newer) {
            return object;
        }
        Map<String, String> older = new LinkedHashMap<>();
        NEWER.forEach((old, now) -> older.put(now, old));
        return renamed(object, older, "v1", "core.Event");
    }

    /** {@return the event as the other API writes it, with what its Go type always has} */
    private ObjectNode renamed(ObjectNode event, Map<String, String> names, String apiVersion, String type) {
        ObjectNode result = Json.object();
        result.put("kind", "Event").put("apiVersion", apiVersion);
        Map<String, GoStruct.Field> fields = TypeTable.of(minor()).struct(type).fields();
        event.properties().forEach(member -> {
            String name = names.getOrDefault(member.getKey(), member.getKey());
            GoStruct.Field field = fields.get(name);
            boolean plain = member.getKey().equals("kind") || member.getKey().equals("apiVersion");
            JsonNode value = member.getValue();
            boolean empty = Json.isEmpty(value)
                    || (value.isTextual() && value.textValue().isEmpty());
            if (!plain && field != null && !empty) {
                result.set(name, member.getValue());
            }
        });
        emptyStruct(type).properties().forEach(member -> result.putIfAbsent(member.getKey(), member.getValue()));
        return result;
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        EventRules.create(Part.of(object, newer ? "events.Event" : "core.Event", errors), newer);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        String type = newer ? "events.Event" : "core.Event";
        EventRules.update(Part.of(object, type, errors), Part.of(old, type, errors), newer);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        String about = newer ? "regarding" : "involvedObject";
        for (String field : List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath")) {
            fields.put(about + "." + field, object -> at(object, "involvedObject", field));
        }
        for (String field : List.of("reason", "type")) {
            fields.put(field, object -> Json.textAt(object, field));
        }
        fields.put(newer ? "reportingController" : "reportingComponent", object -> at(object, "reportingComponent"));
        if (!newer) {
            fields.put("source", object -> {
                String component = Json.textAt(object, "source", "component");
                return component.isEmpty() ? at(object, "reportingComponent") : component;
            });
        }
        return fields;
    }

    /** {@return the text at a path as the older API names it} */
    private String at(ObjectNode object, String... path) {
        String[] own = path.clone();
        own[0] = newer ? NEWER.getOrDefault(path[0], path[0]) : path[0];
        return Json.textAt(object, own);
    }
}
