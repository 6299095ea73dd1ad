package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes trees as YAML, with the keys in alphabetical order as the real server does. */
public final class YamlWriter {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .build();

    private YamlWriter() {}

    /** {@return the tree as a YAML document} */
    public static byte[] bytes(JsonNode node) {
        return new Dump(SETTINGS).dumpToString(plain(node)).getBytes(StandardCharsets.UTF_8);
    }

    /** {@return JSON, written again as YAML} */
    public static byte[] bytesOf(byte[] json) {
        try {
            return bytes(JsonReader.read(json));
        } catch (JsonReader.MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @org.jspecify.annotations.Nullable
    private static Object plain(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @org.jspecify.annotations.Nullable Object> map = new TreeMap<>();
                node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
                return map;
            }
            case ARRAY -> {
                List<@org.jspecify.annotations.Nullable Object> list = new ArrayList<>();
                node.forEach(item -> list.add(plain(item)));
                return list;
            }
            case NUMBER -> {
                return node.isIntegralNumber() ? node.bigIntegerValue() : (Object) node.doubleValue();
            }
            case BOOLEAN -> {
                return node.booleanValue();
            }
            case NULL, MISSING -> {
                return null;
            }
            default -> {
                return node.asText();
            }
        }
    }
}
