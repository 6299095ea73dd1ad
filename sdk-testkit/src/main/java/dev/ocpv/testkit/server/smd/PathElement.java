package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step of a field path: a field, an item by its keys, an item by its value, or an item by its index. */
public sealed interface PathElement extends Comparable<PathElement> {

    /** A field of an object or a key of a map. */
    record Field(String name) implements PathElement {
        @Override
        public String toString() {
            return "." + name;
        }
    }

    /** An item of a keyed list; the parts are sorted by name. */
    record Key(List<Part> parts) implements PathElement {
        @Override
        public String toString() {
            return parts.stream()
                    .map(p -> p.name() + "=" + printed(p.value()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** An item of a set. */
    record Value(JsonNode value) implements PathElement {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return value.isNumber() ? Double.hashCode(value.doubleValue()) : value.hashCode();
        }

        @Override
        public String toString() {
            return "[=" + printed(value) + "]";
        }
    }

    /** An item of a list that has no identity of its own. */
    record Index(int index) implements PathElement {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** One of the fields that together identify an item of a list. */
    record Part(String name, JsonNode value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Part that && name.equals(that.name) && compareValues(value, that.value) == 0;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private static String printed(JsonNode value) {
        if (value.isTextual()) {
            return GoText.quote(value.textValue());
        }
        if (value.isArray()) {
            return value.valueStream().map(PathElement::printed).collect(Collectors.joining(",", "[", "]"));
        }
        return value.isObject()
                ? value.propertyStream()
                        .map(member -> member.getKey() + "=" + printed(member.getValue()))
                        .collect(Collectors.joining())
                : GoText.json(value);
    }

    /** {@return an item's identity, its parts brought into order} */
    static Key key(List<Part> parts) {
        if (parts.size() > 1) {
            parts = new ArrayList<>(parts);
            parts.sort(Comparator.comparing(Part::name));
        }
        return new Key(parts);
    }

    @Override
    default int compareTo(PathElement other) {
        if (this instanceof Field a && other instanceof Field b) {
            return a.name.compareTo(b.name);
        }
        if (this instanceof Key a && other instanceof Key b) {
            return compareParts(a.parts, b.parts);
        }
        if (this instanceof Value a && other instanceof Value b) {
            return compareValues(a.value, b.value);
        }
        if (this instanceof Index a && other instanceof Index b) {
            return Integer.compare(a.index, b.index);
        }
        return Integer.compare(rank(this), rank(other));
    }

    private static int rank(PathElement element) {
        if (element instanceof Field) {
            return 0;
        }
        if (element instanceof Key) {
            return 1;
        }
        return element instanceof Value ? 2 : 3;
    }

    private static int compareParts(List<Part> a, List<Part> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byName = a.get(i).name.compareTo(b.get(i).name);
            if (byName != 0) {
                return byName;
            }
            int byValue = compareValues(a.get(i).value, b.get(i).value);
            if (byValue != 0) {
                return byValue;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Orders values: numbers, texts, booleans, then the rest by their JSON. */
    static int compareValues(JsonNode a, JsonNode b) {
        int kind = Integer.compare(valueRank(a), valueRank(b));
        if (kind != 0) {
            return kind;
        }
        if (a.isTextual()) {
            return a.textValue().compareTo(b.textValue());
        }
        if (a.isNumber()) {
            return a.isIntegralNumber() && b.isIntegralNumber()
                    ? a.bigIntegerValue().compareTo(b.bigIntegerValue())
                    : Double.compare(a.doubleValue(), b.doubleValue());
        }
        if (a.isBoolean()) {
            return Boolean.compare(a.booleanValue(), b.booleanValue());
        }
        return GoText.json(a).compareTo(GoText.json(b));
    }

    private static int valueRank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING, BINARY -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT, POJO -> 4;
            case NULL, MISSING -> 5;
        };
    }

    /** {@return the element as a key of FieldsV1: {@code f:name}, {@code k:{"a":1}}, {@code v:1} or {@code i:0}} */
    default String encoded() {
        if (this instanceof Field field) {
            return "f:" + field.name;
        }
        if (this instanceof Key key) {
            var text = new StringBuilder("k:{");
            var separator = "";
            for (var part : key.parts) {
                text.append(separator);
                GoText.jsonString(text, part.name);
                text.append(':').append(GoText.json(part.value));
                separator = ",";
            }
            return text.append('}').toString();
        }
        if (this instanceof Value value) {
            return "v:" + GoText.json(value.value);
        }
        return "i:" + ((Index) this).index;
    }

    /** {@return the step that a key of FieldsV1 stands for, or null when it is of an unknown kind} */
    static @Nullable PathElement decode(String encoded) {
        if (encoded.length() < 2 || encoded.charAt(1) != ':') {
            throw new MalformedFieldsException("missing colon: " + encoded);
        }
        var rest = encoded.substring(2);
        return switch (encoded.charAt(0)) {
            case 'f' -> new Field(rest);
            case 'k' -> decodeKey(rest);
            case 'v' -> new Value(parse(rest));
            case 'i' -> decodeIndex(rest);
            default -> null;
        };
    }

    private static PathElement decodeIndex(String text) {
        try {
            return new Index(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new MalformedFieldsException("not an index: " + text);
        }
    }

    private static PathElement decodeKey(String text) {
        var parts = new ArrayList<Part>();
        parse(text).properties().forEach(e -> parts.add(new Part(e.getKey(), e.getValue())));
        return key(parts);
    }

    private static JsonNode parse(String json) {
        try {
            return Mapper.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedFieldsException(e.getOriginalMessage());
        }
    }

    /** Holds the reader of the small JSON texts inside path elements. */
    final class Mapper {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private Mapper() {}
    }
}
