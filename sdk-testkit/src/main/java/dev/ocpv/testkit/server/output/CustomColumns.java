package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The columns of custom resources: those of their definition, or the age. */
final class CustomColumns {
    private CustomColumns() {}

    /** {@return the columns that a version of a definition declares} */
    static List<Column> of(JsonNode declared) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.NAME);
        if (declared.isEmpty()) {
            columns.add(new Column(
                    "Age", "date", "", "The time since the object was made.", 0, cell("date", JsonPath.CREATION)));
        }
        for (JsonNode column : declared) {
            String path = Json.textAt(column, "jsonPath");
            String type = Json.textAt(column, "type");
            String description = Json.textAt(column, "description");
            columns.add(new Column(
                    Json.textAt(column, "name"),
                    type,
                    Json.textAt(column, "format"),
                    description.isEmpty()
                            ? "Custom resource definition column (in JSONPath format): " + path
                            : description,
                    column.path("priority").asInt(0),
                    cell(type, JsonPath.parse(path))));
        }
        return columns;
    }

    private static java.util.function.BiFunction<ObjectNode, Instant, JsonNode> cell(String type, JsonPath path) {
        return (object, now) -> {
            List<JsonNode> found = path.find(object);
            return found.isEmpty() ? NullNode.getInstance() : shown(found.get(0), type, now);
        };
    }

    /** {@return a value as a column of this type shows it; null where it does not fit} */
    private static JsonNode shown(JsonNode value, String type, Instant now) {
        return switch (type) {
            case "integer" -> value.isNumber() ? Json.number(truncated(value)) : NullNode.getInstance();
            case "number" -> value.isNumber() ? DoubleNode.valueOf(value.doubleValue()) : NullNode.getInstance();
            case "boolean" -> value.isBoolean() ? BooleanNode.valueOf(value.booleanValue()) : NullNode.getInstance();
            case "date" -> value.isTextual() ? Json.text(Ages.since(value.textValue(), now)) : NullNode.getInstance();
            default -> Json.text(printed(value));
        };
    }

    private static String printed(JsonNode value) {
        if (value.isNull()) {
            return "<no value>";
        }
        if (value.isFloatingPointNumber()) {
            return GoText.general(value.doubleValue());
        }
        return value.isTextual() ? value.textValue() : GoText.json(value);
    }

    /** What is too large for a whole number becomes the smallest one, as the processor has it that the real server runs on. */
    private static long truncated(JsonNode value) {
        double number = value.doubleValue();
        boolean fits = !value.isFloatingPointNumber() || Math.abs(number) < 0x1p63;
        return fits ? value.longValue() : Long.MIN_VALUE;
    }
}
