package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structs as the real server keeps them itself: some fields are named, placed or ordered otherwise than in the API. */
final class InternalShape {
    private static final Map<String, InternalShape> KNOWN = read();

    private final List<Field> fields = new ArrayList<>();
    private final boolean complete;

    private InternalShape(boolean complete) {
        this.complete = complete;
    }

    /**
     * One field.
     *
     * @param json its name in the API
     * @param name its name in the code
     * @param owner the struct of the API that it stands in, or empty where it is the same one
     * @param type its type in the code, or empty where it is the same one
     */
    private record Field(String json, String name, String owner, String type) {
        static Field parse(String whole) {
            int typed = whole.indexOf(':');
            String type = typed < 0 ? "" : whole.substring(typed + 1);
            String text = typed < 0 ? whole : whole.substring(0, typed);
            int at = text.indexOf('@');
            String owner = at < 0 ? "" : text.substring(at + 1);
            String plain = at < 0 ? text : text.substring(0, at);
            int named = plain.indexOf('=');
            return named < 0
                    ? new Field(plain, GoValues.goName(plain), owner, type)
                    : new Field(plain.substring(0, named), plain.substring(named + 1), owner, type);
        }
    }

    /**
     * One field as it is shown.
     *
     * @param json its name in the API
     * @param name its name in the code
     * @param type its type
     */
    record Shown(String json, String name, GoType type) {}

    private static Map<String, InternalShape> read() {
        Map<String, InternalShape> shapes = new HashMap<>();
        for (String line : BuiltinResources.lines("internal.txt")) {
            List<String> words = List.of(line.split(" ", -1));
            boolean partial = words.get(1).equals("~");
            InternalShape shape = new InternalShape(!partial);
            words.subList(partial ? 2 : 1, words.size()).forEach(word -> shape.fields.add(Field.parse(word)));
            shapes.put(words.get(0), shape);
        }
        return shapes;
    }

    /** {@return the fields of a struct in the order of the code} */
    static List<Shown> fields(TypeTable types, String struct) {
        InternalShape shape = KNOWN.get(struct);
        List<Shown> shown = new ArrayList<>();
        if (shape != null && shape.complete) {
            for (Field field : shape.fields) {
                GoStruct.Field known = types.struct(field.owner.isEmpty() ? struct : field.owner)
                        .fields()
                        .get(field.json);
                if (known != null) {
                    shown.add(new Shown(field.json, field.name, known.type()));
                }
            }
            return shown;
        }
        for (GoStruct.Field field : types.struct(struct).fields().values()) {
            Field other = shape == null ? null : shape.field(field.json());
            String name = other == null ? GoValues.goName(field.json()) : other.name;
            String type = other == null ? "" : other.type;
            shown.add(new Shown(field.json(), name, type.isEmpty() ? field.type() : GoType.parse(type)));
        }
        return shown;
    }

    private @Nullable Field field(String json) {
        return fields.stream()
                .filter(field -> field.json.equals(json))
                .findFirst()
                .orElse(null);
    }

    /** {@return what stands in a struct, with what the code keeps elsewhere at its place} */
    static JsonNode value(String struct, JsonNode value) {
        if (!struct.equals("core.PodSpec") || !value.isObject()) {
            return value;
        }
        ObjectNode spec = Json.shallow((ObjectNode) value);
        ObjectNode context =
                spec.get("securityContext") instanceof ObjectNode known ? Json.shallow(known) : Json.object();
        InternalShape shape = KNOWN.get("core.PodSecurityContext");
        for (Field field : shape == null ? List.<Field>of() : shape.fields) {
            if (!field.owner.isEmpty() && spec.has(field.json)) {
                context.set(field.json, spec.get(field.json));
            }
        }
        if (!context.isEmpty() || spec.has("securityContext")) {
            spec.set("securityContext", context);
        }
        return spec;
    }
}
