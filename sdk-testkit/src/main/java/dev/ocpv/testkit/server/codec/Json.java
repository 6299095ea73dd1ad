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

/** Small ways to make and read JSON trees; whole numbers are always {@link LongNode}, others {@link DoubleNode}. */
public final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
        return TextNode.valueOf(value);
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
                    : DoubleNode.valueOf(node.doubleValue());
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

    /** {@return a node that stands for nothing} */
    public static JsonNode missing() {
        return MissingNode.getInstance();
    }
}
