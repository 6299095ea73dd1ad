package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Writes trees as YAML, with the keys in alphabetical order and texts quoted where the real server quotes them. */
public final class YamlWriter {
    private static final int WIDTH = 80;
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .build();
    private static final Pattern NO_TEXT =
            Pattern.compile("\\.(nan|NaN|NAN)|[-+]?\\.(inf|Inf|INF)|<<|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
                    + "|\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?");

    private YamlWriter() {}

    /** {@return the tree as a YAML document} */
    public static byte[] bytes(JsonNode node) {
        return new Present(SETTINGS)
                .emitToString(new Serialize(SETTINGS).serializeOne(plain(node)).iterator())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** {@return JSON, written again as YAML} */
    public static byte[] bytesOf(byte[] json) {
        try {
            return bytes(JsonReader.read(json));
        } catch (JsonReader.MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Node plain(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonNode> sorted = new TreeMap<>();
                node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
                List<NodeTuple> members = new ArrayList<>();
                sorted.forEach((name, value) -> members.add(new NodeTuple(text(name), plain(value))));
                return new MappingNode(Tag.MAP, members, members.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            }
            case ARRAY -> {
                List<Node> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            }
            case NUMBER -> {
                return node.isIntegralNumber()
                        ? new ScalarNode(Tag.INT, node.bigIntegerValue().toString(), ScalarStyle.PLAIN)
                        : new ScalarNode(Tag.FLOAT, JsonWriter.text(node), ScalarStyle.PLAIN);
            }
            case BOOLEAN -> {
                return new ScalarNode(Tag.BOOL, node.asText(), ScalarStyle.PLAIN);
            }
            case NULL, MISSING -> {
                return new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
            }
            default -> {
                return text(node.asText());
            }
        }
    }

    private static Node text(String text) {
        if (text.indexOf('\n') >= 0) {
            return new ScalarNode(Tag.STR, text, ScalarStyle.LITERAL);
        }
        boolean clear = YamlReader.isText(text) && !NO_TEXT.matcher(text).matches();
        return new ScalarNode(Tag.STR, text, clear ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
}
