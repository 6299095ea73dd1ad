package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who names whom as an owner, by uid; follows the commits. */
final class Owners {
    private final Map<String, Map<String, Item>> dependents = new HashMap<>();

    void follow(Commit commit) {
        Entry before = commit.event().before();
        Entry after = commit.event().after();
        boolean gone = commit.event().type() == Event.Type.DELETED;
        if (before != null && (gone || !references(before).equals(references(after)))) {
            String dependent = Item.of(commit.def(), before).uid();
            uids(before).forEach(owner -> remove(owner, dependent));
        }
        if (!gone) {
            add(commit.def(), after);
        }
    }

    void add(ResourceDef def, Entry entry) {
        if (!references(entry).isEmpty()) {
            Item item = Item.of(def, entry);
            uids(entry)
                    .forEach(owner -> dependents
                            .computeIfAbsent(owner, uid -> new LinkedHashMap<>())
                            .put(item.uid(), item));
        }
    }

    private void remove(String owner, String dependent) {
        Map<String, Item> items = dependents.get(owner);
        if (items != null) {
            items.remove(dependent);
            if (items.isEmpty()) {
                dependents.remove(owner);
            }
        }
    }

    void clear() {
        dependents.clear();
    }

    /** {@return who names this uid as an owner} */
    List<Item> dependentsOf(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Map.of()).values());
    }

    /** {@return the references of an object, missing where it has none} */
    static JsonNode references(@Nullable Entry entry) {
        return entry == null ? Json.missing() : entry.object().path("metadata").path("ownerReferences");
    }

    static Set<String> uids(Entry entry) {
        Set<String> uids = new HashSet<>();
        references(entry).forEach(reference -> uids.add(Json.textAt(reference, "uid")));
        return uids;
    }
}
