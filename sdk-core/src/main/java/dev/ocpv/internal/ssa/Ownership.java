package dev.ocpv.internal.ssa;

import dev.ocpv.internal.tree.Trees;
import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code managedFields} of a resource: who owns which field. */
public final class Ownership {
    private static final String FIELDS = "fieldsV1";

    private Ownership() {}

    /**
     * {@return the entries as they would be had {@code manager} never written}
     *
     * <p>The manager's own entries become what they were. Everybody else keeps what they own now and gets back what they owned before at
     * the paths given.
     */
    public static List<Map<String, Object>> restored(
            Map<String, Object> before, Map<String, Object> now, String manager, Collection<FieldPath> paths) {
        var entries = new LinkedHashMap<String, Map<String, Object>>();
        for (var entry : entries(now)) {
            if (!manager.equals(entry.get("manager"))) {
                entries.put(identity(entry), Trees.copy(entry));
            }
        }
        for (var entry : entries(before)) {
            if (manager.equals(entry.get("manager"))) {
                entries.put(identity(entry), entry);
            } else {
                giveBack(entry, entries, paths);
            }
        }
        return new ArrayList<>(entries.values());
    }

    private static void giveBack(
            Map<String, Object> entry, Map<String, Map<String, Object>> entries, Collection<FieldPath> paths) {
        var had = owned(entry, paths);
        if (had.isEmpty()) {
            return;
        }
        var now = entries.computeIfAbsent(identity(entry), key -> {
            var bare = Trees.copy(entry);
            bare.put(FIELDS, new LinkedHashMap<String, Object>());
            return bare;
        });
        Trees.mergeInto(Trees.asMap(now.computeIfAbsent(FIELDS, key -> new LinkedHashMap<String, Object>())), had);
    }

    /** {@return the part of an entry's fields that lies at these paths} */
    private static Map<String, Object> owned(Map<String, Object> entry, Collection<FieldPath> paths) {
        var part = new LinkedHashMap<String, Object>();
        for (var path : paths) {
            var keys = new ArrayList<Object>();
            Optional<Object> here = Optional.ofNullable(entry.get(FIELDS));
            for (var segment : path.segments()) {
                var next = here.map(fields -> Trees.asMap(fields).get("f:" + segment));
                if (next.isEmpty()) {
                    break;
                }
                keys.add("f:" + segment);
                here = next;
            }
            var isWhole = keys.size() == path.segments().size();
            var isLeaf = here.isPresent() && Trees.asMap(here.get()).isEmpty();
            if (!keys.isEmpty() && (isWhole || isLeaf)) {
                Trees.put(part, new FieldPath(keys), here.orElseThrow());
            }
        }
        return part;
    }

    private static List<Map<String, Object>> entries(Map<String, Object> document) {
        return FieldPath.of("metadata", "managedFields").in(document).orElse(List.of()) instanceof List<?> list
                ? list.stream().map(Trees::asMap).toList()
                : List.of();
    }

    private static String identity(Map<String, Object> entry) {
        var version = "Update".equals(entry.get("operation")) ? entry.get("apiVersion") : "";
        return "%s %s %s %s".formatted(entry.get("manager"), entry.get("operation"), version, entry.get("subresource"));
    }
}
