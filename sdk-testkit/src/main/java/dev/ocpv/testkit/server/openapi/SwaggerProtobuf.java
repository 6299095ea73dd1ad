package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.ProtobufWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes OpenAPI v2 as the protobuf message that Go clients ask for, by a table of its messages. */
final class SwaggerProtobuf {
    private static final String EXTENSION = "x-";

    private final Map<String, Field> fields = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Field(int[] path, String type) {}

    SwaggerProtobuf() {
        for (String line : Tables.lines("swagger.txt")) {
            String[] column = line.split(" ", -1);
            String[] numbers = column[2].split("/", -1);
            int[] path = new int[numbers.length];
            for (int i = 0; i < path.length; i++) {
                path[i] = Integer.parseInt(numbers[i]);
            }
            fields.put(column[0] + " " + column[1], new Field(path, column[3]));
        }
    }

    byte[] write(JsonNode document) {
        return message("Document", document).bytes();
    }

    private ProtobufWriter message(String type, JsonNode node) {
        ProtobufWriter writer = new ProtobufWriter();
        node.properties().forEach(one -> {
            Field field = field(type, one.getKey());
            if (field != null && field.type().startsWith("%")) {
                named(writer, field, one.getValue());
            } else if (field != null && field.type().startsWith("*")) {
                Field item = new Field(field.path(), field.type().substring(1));
                one.getValue().forEach(value -> value(writer, item, value));
            } else if (field != null && one.getKey().startsWith(EXTENSION)) {
                ProtobufWriter pair = new ProtobufWriter();
                pair.text(1, one.getKey());
                value(pair, new Field(new int[] {2}, "y"), one.getValue());
                writer.message(field.path()[0], pair);
            } else if (field != null) {
                value(writer, field, one.getValue());
            }
        });
        return writer;
    }

    private @Nullable Field field(String type, String name) {
        return fields.get(type + " " + (name.startsWith(EXTENSION) ? EXTENSION : name));
    }

    private void named(ProtobufWriter writer, Field field, JsonNode map) {
        ProtobufWriter all = new ProtobufWriter();
        String item = field.type().substring(1);
        map.properties().forEach(one -> {
            ProtobufWriter pair = new ProtobufWriter();
            pair.text(1, one.getKey());
            JsonNode value = item.equals("Response") ? Json.object().set("response", one.getValue()) : one.getValue();
            pair.message(2, message(item, value));
            all.message(field.path()[1], pair);
        });
        writer.message(field.path()[0], all);
    }

    private void value(ProtobufWriter writer, Field field, JsonNode value) {
        if (field.type().equals("Parameter")) {
            String in = Json.textAt(value, "in");
            writer.message(field.path()[0], message("Parameter", Json.object().set(in, value)));
            return;
        }
        if (field.path().length > 1) {
            ProtobufWriter inner = new ProtobufWriter();
            int[] rest = Arrays.copyOfRange(field.path(), 1, field.path().length);
            value(inner, new Field(rest, field.type()), value);
            writer.message(field.path()[0], inner);
            return;
        }
        int number = field.path()[0];
        switch (field.type()) {
            case "s" -> writer.text(number, value.asText());
            case "i" -> writer.number(number, value.asLong());
            case "b" -> writer.number(number, value.asBoolean() ? 1 : 0);
            case "d" -> writer.real(number, value.asDouble());
            case "y" -> {
                ProtobufWriter any = new ProtobufWriter();
                any.text(2, JsonWriter.text(value));
                writer.message(number, any);
            }
            default -> {
                if (value.isObject()) {
                    writer.message(number, message(field.type(), value));
                }
            }
        }
    }
}
