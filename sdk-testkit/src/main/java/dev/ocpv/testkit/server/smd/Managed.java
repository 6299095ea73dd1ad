package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The owners of an object's fields, as read from and written to {@code metadata.managedFields}. */
final class Managed {
    static final String ANCIENT = "ancient-changes";
    private static final int MAX_UPDATERS = 10;
    private static final JsonNode FIELDS_V1 = Json.text("FieldsV1");
    private static final JsonNode APPLY = Json.text("Apply");
    private static final JsonNode UPDATE = Json.text("Update");

    /** The fields of one manager, at the version in which it wrote them. */
    record Owned(PathSet set, String apiVersion, boolean applied) {
        Owned with(PathSet other) {
            return new Owned(other, apiVersion, applied);
        }
    }

    final Map<ManagerId, Owned> owners = new LinkedHashMap<>();
    final Map<ManagerId, String> times = new HashMap<>();

    private final Remembered remembered;
    /** The sets as they were read, with what they were read from. */
    private final Map<ManagerId, Read> read = new HashMap<>();

    private record Read(JsonNode fields, PathSet set) {}

    Managed(Remembered remembered) {
        this.remembered = remembered;
    }

    /** Reads entries; throws {@link MalformedFieldsException} on the first that is none. */
    static Managed decode(JsonNode entries, Remembered remembered) {
        var managed = new Managed(remembered);
        for (var entry : entries) {
            var operation = entry.path("operation").asText();
            var apiVersion = entry.path("apiVersion").asText();
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                throw new MalformedFieldsException("operation must be `Apply` or `Update`");
            }
            if (apiVersion.isEmpty()) {
                throw new MalformedFieldsException("apiVersion must not be empty");
            }
            if (!entry.path("fieldsType").asText().equals("FieldsV1")) {
                throw new MalformedFieldsException("missing fieldsType in managed fields entry");
            }
            boolean applied = operation.equals("Apply");
            var id = ManagerId.of(
                    entry.path("manager").asText(),
                    applied,
                    apiVersion,
                    entry.path("subresource").asText());
            var set = remembered.read(entry.path("fieldsV1"));
            managed.owners.put(id, new Owned(set, apiVersion, applied));
            managed.read.put(id, new Read(entry.path("fieldsV1"), set));
            if (entry.path("time").isTextual()) {
                managed.times.put(id, entry.path("time").textValue());
            }
        }
        return managed;
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    void dropEmpty() {
        owners.values().removeIf(owned -> owned.set.isEmpty());
    }

    private record Entry(
            ManagerId id, Owned owned, @Nullable String time) {
        String timeOrEmpty() {
            return time == null ? "" : time;
        }
    }

    /** {@return the entries in the order of a kube-apiserver, or nothing when nobody owns anything} */
    @Nullable
    ArrayNode encode() {
        if (owners.isEmpty()) {
            return null;
        }
        var entries = new ArrayList<Entry>();
        owners.forEach((id, owned) -> entries.add(new Entry(id, owned, times.get(id))));
        entries.sort(Comparator.comparingInt((Entry e) -> e.owned.applied ? 0 : 1)
                .thenComparing(Entry::timeOrEmpty)
                .thenComparing(e -> e.id.manager())
                .thenComparing(e -> e.owned.apiVersion)
                .thenComparing(e -> e.id.subresource()));
        var encoded = Json.array();
        for (var entry : entries) {
            var json = encoded.addObject();
            json.set("apiVersion", Json.text(entry.owned.apiVersion));
            json.set("fieldsType", FIELDS_V1);
            json.set("fieldsV1", fields(entry.id, entry.owned.set));
            if (!entry.id.manager().isEmpty()) {
                json.set("manager", Json.text(entry.id.manager()));
            }
            json.set("operation", entry.owned.applied ? APPLY : UPDATE);
            if (!entry.id.subresource().isEmpty()) {
                json.put("subresource", entry.id.subresource());
            }
            if (entry.time != null) {
                json.set("time", Json.text(entry.time));
            }
        }
        return remembered.shared(encoded);
    }

    private JsonNode fields(ManagerId id, PathSet set) {
        var before = read.get(id);
        return before != null && before.set.sameAs(set) ? before.fields : remembered.write(set);
    }

    /** Folds the oldest Update entries of each version into one until there are ten. */
    void cap() {
        var updaters = new ArrayList<ManagerId>();
        owners.forEach((id, owned) -> {
            if (!owned.applied) {
                updaters.add(id);
            }
        });
        int count = updaters.size();
        if (count <= MAX_UPDATERS) {
            return;
        }
        updaters.sort(Comparator.comparing((ManagerId id) -> times.getOrDefault(id, ""))
                .thenComparing(Comparator.naturalOrder()));
        fold(updaters, count);
    }

    private void fold(List<ManagerId> oldestFirst, int count) {
        var firstOfVersion = new HashMap<String, ManagerId>();
        for (var id : oldestFirst) {
            if (count <= MAX_UPDATERS) {
                return;
            }
            var owned = owners.get(id);
            if (owned == null) {
                continue;
            }
            var first = firstOfVersion.putIfAbsent(owned.apiVersion, id);
            if (first != null) {
                var bucket = ManagerId.of(ANCIENT, false, owned.apiVersion, "");
                var kept = owners.get(bucket);
                if (kept == null) {
                    kept = owners.remove(first);
                }
                owners.put(bucket, kept == null ? owned : owned.with(owned.set.union(kept.set)));
                owners.remove(id);
                count--;
                var time = times.get(id);
                if (time != null) {
                    times.put(bucket, time);
                }
            }
        }
    }
}
