package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * One column of a table.
 *
 * @param name its head
 * @param type integer, number, string, boolean or date
 * @param format how clients may show it
 * @param description what it says
 * @param priority 0 for what every table shows, more for wide ones
 * @param cell what it shows of an object at a moment
 */
record Column(
        String name,
        String type,
        String format,
        String description,
        int priority,
        BiFunction<ObjectNode, Instant, JsonNode> cell) {

    static final Column NAME = new Column(
            "Name",
            "string",
            "name",
            "What tells the object from all others of its kind in its namespace.",
            0,
            (object, now) -> Json.text(Json.textAt(object, "metadata", "name")));

    Column formatted(String otherFormat) {
        return new Column(name, type, otherFormat, description, priority, cell);
    }

    Column describedAs(String otherDescription) {
        return new Column(name, type, format, otherDescription, priority, cell);
    }

    ObjectNode definition() {
        ObjectNode definition = Json.object();
        definition.put("name", name).put("type", type).put("format", format);
        return definition.put("description", description).put("priority", priority);
    }
}
