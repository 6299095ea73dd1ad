package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the first YAML document of a text into a tree, with the scalars of YAML 1.1 as the real server reads them. */
public final class YamlReader {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1000)
            .setCodePointLimit(4 * 1024 * 1024)
            .build();
    private static final int NODES_LIMIT = 1_000_000;
    private static final long CHARACTERS_LIMIT = 16L * 1024 * 1024;
    /** What is a text only when its tag says so. */
    private static final Pattern NO_TEXT_BY_ITSELF =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][-+]?[0-9]+)?|true|false|null");

    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0o?[0-7_]+");
    private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern FRACTION = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private final List<String> duplicates;
    private int nodes;
    private long characters;

    private YamlReader(List<String> duplicates) {
        this.duplicates = duplicates;
    }

    /**
     * {@return the tree}
     *
     * @param duplicates receives a sentence for each key that stands twice
     * @throws JsonReader.MalformedException when the text is no YAML
     */
    public static JsonNode read(byte[] bytes, List<String> duplicates) throws JsonReader.MalformedException {
        JsonNode json = plainJson(bytes);
        return json == null ? yaml(bytes, duplicates) : json;
    }

    /** {@return the tree of a text that says the same as JSON and as YAML, or null where that is not sure} JSON is read ten times as fast. */
    private static @Nullable JsonNode plainJson(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            return null;
        }
        for (byte b : bytes) {
            // escapes, merge keys, tabs, fractions outside texts and whatever is no ASCII may differ
            if ((b < 0x20 && b != '\n') || b == '\\' || b == '<' || b == 0x7f) {
                return null;
            }
        }
        List<String> duplicates = new ArrayList<>(0);
        try {
            JsonNode tree = JsonReader.read(bytes, duplicates);
            return duplicates.isEmpty() && hasNoFraction(tree) ? tree : null;
        } catch (JsonReader.MalformedException e) {
            return null;
        }
    }

    private static boolean hasNoFraction(JsonNode tree) {
        if (tree instanceof DoubleNode) {
            return false;
        }
        if (tree.isContainerNode()) {
            for (JsonNode child : tree) {
                if (!hasNoFraction(child)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonNode yaml(byte[] bytes, List<String> duplicates) throws JsonReader.MalformedException {
        try {
            Iterator<Node> documents = new Compose(SETTINGS)
                    .composeAllFromInputStream(new ByteArrayInputStream(bytes))
                    .iterator();
            return documents.hasNext() ? new YamlReader(duplicates).tree(documents.next(), 0) : NullNode.getInstance();
        } catch (MarkedYamlEngineException e) {
            throw new JsonReader.MalformedException("yaml: " + YamlComplaint.of(e));
        } catch (YamlEngineException e) {
            throw new JsonReader.MalformedException("yaml: " + e.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // what the parser does not check itself, such as the digits of an escape or the name of a tag
            throw new JsonReader.MalformedException("yaml: found invalid text: " + e.getMessage());
        } catch (StackOverflowError e) {
            // the composer recurses and knows no limit
            throw tooDeep();
        }
    }

    private static JsonReader.MalformedException tooDeep() {
        return new JsonReader.MalformedException("yaml: exceeded max depth of 10000");
    }

    private JsonNode tree(Node node, int depth) throws JsonReader.MalformedException {
        if (depth > JsonReader.DEPTH_LIMIT) {
            throw tooDeep();
        }
        if (node instanceof ScalarNode text) {
            characters += text.getValue().length();
        }
        if (++nodes > NODES_LIMIT || characters > CHARACTERS_LIMIT) {
            throw new JsonReader.MalformedException("yaml: document contains excessive aliasing");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = Json.array();
            for (Node item : sequence.getValue()) {
                array.add(tree(item, depth + 1));
            }
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && !isText(scalar)
                ? plain(scalar.getValue())
                : Json.text(scalar.getValue());
    }

    private static boolean isText(ScalarNode scalar) {
        return scalar.getTag().getValue().equals("tag:yaml.org,2002:str")
                && (scalar.getScalarStyle() != ScalarStyle.PLAIN
                        || NO_TEXT_BY_ITSELF.matcher(scalar.getValue()).matches());
    }

    private ObjectNode object(MappingNode mapping, int depth) throws JsonReader.MalformedException {
        ObjectNode object = Json.object();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tree(tuple.getKeyNode(), depth + 1));
            if (key.equals("<<") && tuple.getValueNode() instanceof MappingNode merged) {
                ObjectNode inner = object(merged, depth + 1);
                inner.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
                continue;
            }
            if (object.has(key)) {
                int line = tuple.getKeyNode()
                        .getStartMark()
                        .map(mark -> mark.getLine() + 1)
                        .orElse(0);
                duplicates.add("line " + line + ": key \"" + key + "\" already set in map");
            }
            object.set(key, tree(tuple.getValueNode(), depth + 1));
        }
        return object;
    }

    private static String key(JsonNode node) {
        return node.isTextual() ? node.textValue() : JsonWriter.text(node);
    }

    /** {@return whether an unquoted scalar is a text} */
    static boolean isText(String scalar) {
        return plain(scalar).isTextual();
    }

    private static JsonNode plain(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return NullNode.getInstance();
            }
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> {
                return BooleanNode.TRUE;
            }
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" -> {
                return BooleanNode.FALSE;
            }
            default -> {
                return number(text);
            }
        }
    }

    private static JsonNode number(String text) {
        char first = text.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return Json.text(text);
        }
        String digits = text.replace("_", "");
        boolean minus = digits.startsWith("-");
        String bare = minus || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            if (WHOLE.matcher(text).matches()) {
                return whole(bare, 10, minus);
            }
            if (HEX.matcher(text).matches()) {
                return whole(bare.substring(2), 16, minus);
            }
            if (BINARY.matcher(text).matches()) {
                return whole(bare.substring(2), 2, minus);
            }
            if (OCTAL.matcher(text).matches()) {
                return whole(bare.startsWith("0o") ? bare.substring(2) : bare, 8, minus);
            }
            if (FRACTION.matcher(text).matches()) {
                return fraction(Double.parseDouble(text), text);
            }
        } catch (NumberFormatException e) {
            return big(digits, text);
        }
        return Json.text(text);
    }

    private static JsonNode big(String digits, String text) {
        try {
            return fraction(Double.parseDouble(digits), text);
        } catch (NumberFormatException e) {
            return Json.text(text);
        }
    }

    /** What is too large for a number is a text. */
    private static JsonNode fraction(double value, String text) {
        return Double.isInfinite(value) ? Json.text(text) : DoubleNode.valueOf(value);
    }

    private static JsonNode whole(String digits, int radix, boolean minus) {
        long value = Long.parseLong(digits, radix);
        return Json.number(minus ? -value : value);
    }
}
