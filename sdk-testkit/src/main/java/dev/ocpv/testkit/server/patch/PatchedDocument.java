package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.JsonWriter;
import java.math.BigDecimal;
import java.util.Optional;

/** A document in the course of a JSON patch. */
final class PatchedDocument {
    /** As much as a request may carry, and as deep. */
    private static final long COPIES_LIMIT = 3 * 1024 * 1024;

    private static final int DEPTH_LIMIT = 1000;

    private JsonNode root;
    private long copied;

    PatchedDocument(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /** Refuses what copies into copies have made too deep for whoever reads it next. */
    void checkDepth() {
        if (isDeeper(root, DEPTH_LIMIT)) {
            throw PatchException.unprocessable("the result is deeper than " + DEPTH_LIMIT);
        }
    }

    private static boolean isDeeper(JsonNode node, int limit) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (limit == 0 || isDeeper(child, limit - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The container that a pointer ends in, and the last step. */
    private record Place(JsonNode container, String key) {}

    /** The first part of a pointer does not count, whether it is empty or not. */
    private Place place(String pointer) {
        var parts = pointer.split("/", -1);
        if (parts.length < 2) {
            throw PatchException.unprocessable("no place at " + pointer);
        }
        var at = root;
        for (int i = 1; i < parts.length - 1; i++) {
            at = child(at, unescape(parts[i]), pointer);
            if (!at.isContainerNode()) {
                throw PatchException.unprocessable("missing path " + pointer);
            }
        }
        if (!at.isContainerNode()) {
            throw PatchException.unprocessable("missing path " + pointer);
        }
        return new Place(at, unescape(parts[parts.length - 1]));
    }

    private static JsonNode child(JsonNode container, String key, String pointer) {
        if (container instanceof ArrayNode array) {
            return array.get(index(array, key, array.size() - 1));
        }
        var child = container.get(key);
        if (child == null) {
            throw PatchException.unprocessable("missing path " + pointer);
        }
        return child;
    }

    static String unescape(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** Negative indexes count from the end. */
    private static int index(ArrayNode array, String key, int last) {
        int index;
        try {
            index = Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw PatchException.unprocessable("no index: " + key);
        }
        int at = index < 0 ? index + last + 1 : index;
        if (at < 0 || at > last) {
            throw PatchException.unprocessable("index out of range: " + key + " of " + array.size());
        }
        return at;
    }

    private static JsonNode get(Place place) {
        if (place.container instanceof ArrayNode array) {
            return array.get(index(array, place.key, array.size() - 1));
        }
        var value = place.container.get(place.key);
        return value == null ? NullNode.getInstance() : value;
    }

    void add(String pointer, JsonNode value) {
        var place = place(pointer);
        if (place.container instanceof ArrayNode array) {
            if (place.key.equals("-")) {
                array.add(value);
            } else {
                array.insert(index(array, place.key, array.size()), value);
            }
        } else {
            ((ObjectNode) place.container).set(place.key, value);
        }
    }

    void remove(String pointer) {
        var place = place(pointer);
        if (place.container instanceof ArrayNode array) {
            array.remove(index(array, place.key, array.size() - 1));
        } else if (((ObjectNode) place.container).remove(place.key) == null) {
            throw PatchException.unprocessable("nothing to remove at " + pointer);
        }
    }

    /** A missing member of an object is added. */
    void replace(String pointer, JsonNode value) {
        if (pointer.isEmpty()) {
            root = value;
            return;
        }
        var place = place(pointer);
        if (place.container instanceof ArrayNode array) {
            array.set(index(array, place.key, array.size() - 1), value);
        } else {
            ((ObjectNode) place.container).set(place.key, value);
        }
    }

    void move(String from, String to) {
        var value = get(place(from));
        remove(from);
        add(to, value);
    }

    /** A copy of what is missing writes null. */
    void copy(String from, String to) {
        JsonNode value = get(place(from));
        // copies of copies double with each operation
        copied += JsonWriter.bytes(value).length;
        if (copied > COPIES_LIMIT) {
            throw PatchException.unprocessable("the copies are larger than " + COPIES_LIMIT);
        }
        add(to, value.deepCopy());
    }

    void test(String pointer, Optional<JsonNode> wanted) {
        var seen = pointer.isEmpty() ? root : get(place(pointer));
        var value = wanted.orElse(NullNode.getInstance());
        if (!equalAsWritten(seen, value)) {
            throw PatchException.unprocessable("test failed at " + pointer);
        }
    }

    private static boolean equalAsWritten(JsonNode seen, JsonNode wanted) {
        if (seen.isObject() && wanted.isObject()) {
            return seen.size() == wanted.size()
                    && seen.properties().stream().allMatch(e -> {
                        var other = wanted.get(e.getKey());
                        return other != null && equalAsWritten(e.getValue(), other);
                    });
        }
        if (seen.isArray() && wanted.isArray()) {
            boolean same = seen.size() == wanted.size();
            for (int i = 0; same && i < seen.size(); i++) {
                same = equalAsWritten(seen.get(i), wanted.get(i));
            }
            return same;
        }
        if (seen.isNumber() && wanted.isNumber()) {
            return written(seen).toString().equals(written(wanted).toString());
        }
        return seen.equals(wanted);
    }

    /** What is stored has been written without superfluous zeros, what is sent stands as it was written. */
    private static BigDecimal written(JsonNode number) {
        if (number.isBigDecimal() || number.isIntegralNumber()) {
            return number.decimalValue();
        }
        var plain = BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
