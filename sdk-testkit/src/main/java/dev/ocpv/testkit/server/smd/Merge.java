package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays an applied configuration over the live object; untouched subtrees are shared with the inputs. */
final class Merge {
    private Merge() {}

    /** {@return the merged value, or nothing when nothing is left} */
    static @Nullable JsonNode merge(Atom type, @Nullable JsonNode live, @Nullable JsonNode config) {
        if (config == null) {
            return live;
        }
        if (live == null) {
            return config;
        }
        return switch (Atom.deciding(type.kindsFor(config))) {
            case Atom.MAP -> map(type, live, config);
            case Atom.LIST -> list(type, live, config);
            default -> config;
        };
    }

    private static JsonNode map(Atom type, JsonNode live, JsonNode config) {
        var map = type.map();
        boolean bothEmpty = isEmpty(live, live.isObject()) && isEmpty(config, config.isObject());
        if (map == null || map.atomic() || bothEmpty) {
            return config;
        }
        var out = Json.object();
        if (live.isObject()) {
            for (var entry : live.properties()) {
                var other = config.get(entry.getKey());
                put(
                        out,
                        entry.getKey(),
                        other == null ? entry.getValue() : child(map, entry.getKey(), entry.getValue(), other));
            }
        }
        for (var entry : config.properties()) {
            if (!live.has(entry.getKey())) {
                put(out, entry.getKey(), entry.getValue());
            }
        }
        return out;
    }

    private static @Nullable JsonNode child(Atom.MapType map, String key, JsonNode live, JsonNode config) {
        var type = Atom.childOf(map, key);
        return merge(type == null ? Atom.UNTYPED : type, live, config);
    }

    private static void put(com.fasterxml.jackson.databind.node.ObjectNode out, String key, @Nullable JsonNode value) {
        if (value != null) {
            out.set(key, value);
        }
    }

    private static boolean isEmpty(JsonNode value, boolean rightKind) {
        return !rightKind || value.isEmpty();
    }

    private static @Nullable JsonNode list(Atom type, JsonNode live, JsonNode config) {
        var list = type.list();
        boolean bothEmpty = isEmpty(live, live.isArray()) && isEmpty(config, config.isArray());
        if (list == null || list.atomic() || bothEmpty) {
            return config;
        }
        return new ListMerge(list, live, config).run();
    }

    /** The order of an applied list wins for the items it shares with the live one; the others keep their places. */
    private static final class ListMerge {
        private final Atom.ListType type;
        private final JsonNode live;
        private final JsonNode config;
        private final List<PathElement> liveKeys = new ArrayList<>();
        private final List<PathElement> configKeys = new ArrayList<>();
        private final Map<PathElement, JsonNode> liveItems = new HashMap<>();
        private final Map<PathElement, JsonNode> configItems = new HashMap<>();
        private final Set<PathElement> merged = new HashSet<>();
        private final ArrayNode out = Json.array();
        private final List<PathElement> shared = new ArrayList<>();
        private int nextShared;

        ListMerge(Atom.ListType type, JsonNode live, JsonNode config) {
            this.type = type;
            this.live = live;
            this.config = config;
        }

        @Nullable
        JsonNode run() {
            index(config, configKeys, configItems);
            index(live, liveKeys, liveItems);
            configKeys.stream().filter(liveItems::containsKey).forEach(shared::add);
            int l = 0;
            int c = 0;
            while (l < liveKeys.size() || c < configKeys.size()) {
                if (l < liveKeys.size() && c < configKeys.size()) {
                    var key = liveKeys.get(l);
                    if (key.equals(configKeys.get(c))) {
                        takeMerged(key);
                        nextShared++;
                        l++;
                        c++;
                        continue;
                    }
                    if (configItems.containsKey(key)
                            && nextShared < shared.size()
                            && !shared.get(nextShared).equals(key)) {
                        l++;
                        continue;
                    }
                }
                if (l < liveKeys.size()) {
                    var key = liveKeys.get(l);
                    if (!configItems.containsKey(key)) {
                        out.add(live.get(l));
                        l++;
                        continue;
                    } else if (merged.contains(key)) {
                        l++;
                    }
                }
                if (c < configKeys.size()) {
                    var key = configKeys.get(c);
                    takeMerged(key);
                    c++;
                    if (nextShared < shared.size() && shared.get(nextShared).equals(key)) {
                        nextShared++;
                    }
                }
            }
            return out.isEmpty() ? null : out;
        }

        private void takeMerged(PathElement key) {
            merged.add(key);
            var item = merge(type.element(), liveItems.get(key), configItems.get(key));
            if (item != null) {
                out.add(item);
            }
        }

        /** Repeated live items are not merged with an applied one. */
        private void index(JsonNode list, List<PathElement> keys, Map<PathElement, JsonNode> items) {
            if (!list.isArray()) {
                return;
            }
            for (var item : list) {
                var key = ListIdentity.of(item, type);
                keys.add(key);
                items.merge(key, item, (a, b) -> NullNode.getInstance());
            }
        }
    }
}
