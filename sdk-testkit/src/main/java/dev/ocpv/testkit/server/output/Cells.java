package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.SelectorText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes columns of built-in kinds, and the values in them. */
final class Cells {
    static final String NONE = "<none>";
    static final String UNSET = "<unset>";

    private Cells() {}

    /** {@return a column of texts} */
    static Column text(String name, Function<ObjectNode, String> cell) {
        return column(name, "string", (object, now) -> Json.text(cell.apply(object)));
    }

    /** {@return a column of the text at a path, or another where there is none} */
    static Column text(String name, String path, String otherwise) {
        return text(name, object -> at(object, path, otherwise));
    }

    /** {@return a column of numbers whose type clients see as text} */
    static Column count(String name, Function<ObjectNode, Long> cell) {
        return column(name, "string", (object, now) -> Json.number(cell.apply(object)));
    }

    /** {@return a column of whole numbers} */
    static Column number(String name, String path) {
        return column(
                name,
                "integer",
                (object, now) -> Json.number(Json.at(object, steps(path)).asLong(0)));
    }

    /** {@return a column of the length of a list} */
    static Column size(String name, String path) {
        return column(
                name,
                "integer",
                (object, now) -> Json.number(Json.at(object, steps(path)).size()));
    }

    /** {@return a column of truths} */
    static Column truth(String name, String type, String path) {
        return column(
                name,
                type,
                (object, now) -> com.fasterxml.jackson.databind.node.BooleanNode.valueOf(
                        Json.at(object, steps(path)).asBoolean()));
    }

    /** {@return a column of the time since the object was made} */
    static Column age() {
        return since("Age", "metadata.creationTimestamp");
    }

    /** {@return a column of the time since a moment} */
    static Column since(String name, String path) {
        return column(name, "string", (object, now) -> Json.text(Ages.since(Json.textAt(object, steps(path)), now)));
    }

    /** {@return columns after that of the name} */
    static List<Column> named(Column... columns) {
        List<Column> all = new ArrayList<>();
        all.add(Column.NAME);
        all.addAll(List.of(columns));
        return List.copyOf(all);
    }

    /** {@return the containers that a template of pods has} */
    static JsonNode containers(JsonNode template) {
        return template.path("spec").path("containers");
    }

    /** {@return a column that only wide tables show} */
    static Column wide(Column column) {
        return new Column(column.name(), column.type(), column.format(), column.description(), 1, column.cell());
    }

    static Column column(String name, String type, BiFunction<ObjectNode, Instant, JsonNode> cell) {
        return new Column(name, type, "", "What kubectl shows as " + name + ".", 0, cell);
    }

    /** {@return the text at a path, or another where there is none} */
    static String at(JsonNode object, String path, String otherwise) {
        String text = Json.at(object, steps(path)).asText("");
        return text.isEmpty() ? otherwise : text;
    }

    private static String[] steps(String path) {
        return path.split("\\.");
    }

    /** {@return the same field of each item, with commas} */
    static String joined(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(Json.textAt(item, field)));
        return String.join(",", texts);
    }

    /** {@return the texts of a list, with commas} */
    static String joined(JsonNode items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.asText()));
        return String.join(",", texts);
    }

    static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    static String selector(JsonNode selector) {
        return orNone(SelectorText.of(selector));
    }

    /** {@return access modes by their initials, in the order of their strength} */
    static String accessModes(JsonNode modes) {
        return List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod").stream()
                .filter(mode -> {
                    boolean there = false;
                    for (JsonNode one : modes) {
                        there |= one.asText().equals(mode);
                    }
                    return there;
                })
                .map(mode -> mode.replaceAll("[^A-Z]", "").replace("ROM", "ROX").replace("RWM", "RWX"))
                .collect(Collectors.joining(","));
    }

    static boolean isGoing(ObjectNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }
}
