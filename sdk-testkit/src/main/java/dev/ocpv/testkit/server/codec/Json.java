package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small ways to make and read JSON trees; whole numbers are always {@link LongNode}, others {@link DoubleNode}. */
public final class Json {
    private static final JsonNodeFactory NODES = Nodes.INSTANCE;
    /** Short texts that were seen lately. Most of what objects say is said by many of them, and is kept once. */
    private static final TextNode[] TEXTS = new TextNode[4096];

    private static final int SHORT = 48;

    private Json() {}

    /** {@return a new object} */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** {@return a new list} */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** {@return a whole number} */
    public static LongNode number(long value) {
        return LongNode.valueOf(value);
    }

    /** {@return a text} */
    public static TextNode text(String value) {
        if (value.length() > SHORT) {
            return TextNode.valueOf(value);
        }
        int slot = value.hashCode() & (TEXTS.length - 1);
        TextNode known = TEXTS[slot];
        if (known == null || !known.textValue().equals(value)) {
            known = TextNode.valueOf(value);
            TEXTS[slot] = known;
        }
        return known;
    }

    /** {@return what is at the path below a node, or a missing node} */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String step : path) {
            found = found.path(step);
        }
        return found;
    }

    /** {@return the text at the path, or an empty one} */
    public static String textAt(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found.isTextual() ? found.textValue() : "";
    }

    /** {@return the object at the path, made where it is absent} */
    public static ObjectNode objectAt(ObjectNode node, String... path) {
        ObjectNode found = node;
        for (String step : path) {
            found = found.get(step) instanceof ObjectNode inner ? inner : found.putObject(step);
        }
        return found;
    }

    /** {@return a copy of the object whose members are shared with it} */
    public static ObjectNode shallow(ObjectNode node) {
        ObjectNode copy = object();
        copy.setAll(node);
        return copy;
    }

    /** {@return a copy of the object that shares all but its metadata's members} */
    public static ObjectNode withOwnMetadata(ObjectNode node) {
        ObjectNode copy = shallow(node);
        copy.set("metadata", node.get("metadata") instanceof ObjectNode metadata ? shallow(metadata) : object());
        return copy;
    }

    /** {@return whether nothing, null, or an empty object or list stands there} */
    public static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    /** {@return a deep copy in which whole numbers are what they are everywhere here} */
    public static JsonNode owned(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object();
            object.properties().forEach(member -> copy.set(member.getKey(), owned(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode(array.size());
            array.forEach(item -> copy.add(owned(item)));
            return copy;
        }
        if (node.isNumber() && !(node instanceof LongNode) && !(node instanceof DoubleNode)) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? number(node.longValue())
                    : new WrittenNumber(node.doubleValue(), node.asText());
        }
        return node;
    }

    /** {@return the tree with every fraction-less fraction made a whole number, as a stored object reads back} */
    @SuppressWarnings("ReferenceEquality")
    public static JsonNode settled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = null;
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode settled = settled(member.getValue());
                if (settled != member.getValue()) {
                    copy = copy == null ? shallow(object) : copy;
                    copy.set(member.getKey(), settled);
                }
            }
            return copy == null ? object : copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = null;
            for (int i = 0; i < array.size(); i++) {
                JsonNode settled = settled(array.get(i));
                if (settled != array.get(i)) {
                    copy = copy == null ? NODES.arrayNode(array.size()).addAll(array) : copy;
                    copy.set(i, settled);
                }
            }
            return copy == null ? array : copy;
        }
        if (node instanceof DoubleNode number) {
            double value = number.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 9.2e18 ? number((long) value) : number;
        }
        return node;
    }

    /**
     * {@return the tree with every part that is the same in another tree taken from there, so that what did not change is found by identity}
     * The same means: also in the same order. Neither tree is changed.
     */
    @SuppressWarnings("ReferenceEquality")
    public static JsonNode sharing(JsonNode fresh, @Nullable JsonNode known) {
        if (fresh == known || known == null) {
            return fresh;
        }
        if (fresh instanceof ObjectNode object && known instanceof ObjectNode other) {
            return sharedMembers(object, other);
        }
        if (fresh instanceof ArrayNode array && known instanceof ArrayNode other) {
            return sharedItems(array, other);
        }
        return fresh.equals(known) ? known : fresh;
    }

    @SuppressWarnings("ReferenceEquality")
    private static ObjectNode sharedMembers(ObjectNode fresh, ObjectNode known) {
        boolean same = fresh.size() == known.size();
        ObjectNode copy = null;
        var inOrder = known.properties().iterator();
        for (Map.Entry<String, JsonNode> member : fresh.properties()) {
            String name = member.getKey();
            JsonNode shared = sharing(member.getValue(), known.get(name));
            if (shared != member.getValue()) {
                copy = copy == null ? shallow(fresh) : copy;
                copy.set(name, shared);
            }
            if (same) {
                Map.Entry<String, JsonNode> counterpart = inOrder.next();
                same = counterpart.getValue() == shared && counterpart.getKey().equals(name);
            }
        }
        return same ? known : copy == null ? fresh : copy;
    }

    @SuppressWarnings("ReferenceEquality")
    private static ArrayNode sharedItems(ArrayNode fresh, ArrayNode known) {
        boolean same = fresh.size() == known.size();
        ArrayNode copy = null;
        for (int i = 0; i < fresh.size(); i++) {
            JsonNode shared = sharing(fresh.get(i), known.get(i));
            if (shared != fresh.get(i)) {
                copy = copy == null ? NODES.arrayNode(fresh.size()).addAll(fresh) : copy;
                copy.set(i, shared);
            }
            same &= shared == known.get(i);
        }
        return same ? known : copy == null ? fresh : copy;
    }

    /** {@return a node that stands for nothing} */
    public static JsonNode missing() {
        return MissingNode.getInstance();
    }
}
