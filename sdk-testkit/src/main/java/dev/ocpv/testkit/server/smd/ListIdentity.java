package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Tells items of sets and keyed lists apart. */
final class ListIdentity {
    private ListIdentity() {}

    /** {@return the identity of an item}; an item without one is an error in the words of a kube-apiserver. */
    static PathElement of(JsonNode item, Atom.ListType type) {
        return type.keys().isEmpty() ? inSet(item) : inMap(item, type);
    }

    private static PathElement inSet(JsonNode item) {
        return switch (item.getNodeType()) {
            case OBJECT, POJO ->
                throw new TypingException("associative list without keys has an element that's a map type");
            case ARRAY -> throw new TypingException("not supported: associative list with lists as elements");
            case NULL, MISSING ->
                throw new TypingException("associative list without keys has an element that's an explicit null");
            default -> new PathElement.Value(item);
        };
    }

    private static PathElement inMap(JsonNode item, Atom.ListType type) {
        if (item.isNull()) {
            throw new TypingException("associative list with keys may not have a null element");
        }
        if (!item.isObject()) {
            throw new TypingException("associative list with keys may not have non-map elements");
        }
        var map = type.element().map();
        var parts = new ArrayList<PathElement.Part>(type.keys().size());
        for (var key : type.keys()) {
            var value = item.get(key);
            if (value == null && map != null) {
                value = map.defaults().get(key);
            }
            if (value == null && type.wantsAllKeys()) {
                throw new TypingException("associative list with keys has an element that omits key field "
                        + GoText.quote(key) + " (and doesn't have default value)");
            }
            if (value != null) {
                parts.add(new PathElement.Part(key, value));
            }
        }
        if (parts.isEmpty()) {
            var keys = type.keys().stream().map(GoText::quote).collect(Collectors.joining(" ", "[", "]"));
            throw new TypingException("associative list with keys has an element that omits all key fields " + keys
                    + " (and doesn't have default values for any key fields)");
        }
        return PathElement.key(parts);
    }
}
