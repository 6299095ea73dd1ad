package dev.ocpv.internal.ssa;

import dev.ocpv.internal.tree.Trees;
import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code managedFields} of a resource: who owns which field. */
public final class Ownership {
    private static final String FIELDS = "fieldsV1";
    private static final String SELF = ".";

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

    /** {@return the part of an entry's fields that lies at these paths, and the objects around them that it owned as such} */
    private static Map<String, Object> owned(Map<String, Object> entry, Collection<FieldPath> paths) {
        var part = new LinkedHashMap<String, Object>();
        for (var path : paths) {
            var around = new LinkedHashMap<String, Object>();
            if (entry.get(FIELDS) != null && collect(Trees.asMap(entry.get(FIELDS)), path.segments(), around)) {
                Trees.mergeInto(part, around);
            }
        }
        return part;
    }

    /** {@return whether the entry owns the field, or an object around it as a whole} */
    private static boolean collect(Map<String, Object> fields, List<Object> segments, Map<String, Object> part) {
        if (segments.isEmpty()) {
            part.putAll(Trees.copy(fields));
            return true;
        }
        var key = "f:" + segments.get(0);
        if (fields.get(key) == null) {
            return false;
        }
        if (fields.containsKey(SELF)) {
            part.put(SELF, new LinkedHashMap<String, Object>());
        }
        var below = Trees.asMap(fields.get(key));
        var inner = new LinkedHashMap<String, Object>();
        part.put(key, inner);
        return below.isEmpty() || collect(below, segments.subList(1, segments.size()), inner);
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
