package dev.ocpv.testkit.server.builtin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds that the real server can read, also those that it no longer serves. */
final class KnownKinds {
    private static final String LIST = "List";
    private static final Set<String> EVERYWHERE = Set.of(
            "CreateOptions",
            "DeleteOptions",
            "GetOptions",
            "ListOptions",
            "PatchOptions",
            "UpdateOptions",
            "WatchEvent");
    private static final Set<String> UNVERSIONED =
            Set.of("Status", "APIVersions", "APIGroup", "APIGroupList", "APIResourceList");
    private static final Map<String, Set<String>> KINDS = new ConcurrentHashMap<>();

    private KnownKinds() {}

    /** {@return whether a document of the kind can be read} */
    static boolean isKnown(String apiVersion, String kind) {
        Set<String> kinds = KINDS.computeIfAbsent(apiVersion, KnownKinds::kinds);
        if (kinds.isEmpty()) {
            return false;
        }
        boolean list = kind.endsWith(LIST) && kinds.contains(kind.substring(0, kind.length() - LIST.length()));
        boolean core = apiVersion.equals("v1") && (UNVERSIONED.contains(kind) || kind.equals(LIST));
        return kinds.contains(kind) || list || core || EVERYWHERE.contains(kind);
    }

    /** {@return whether the kind is the wanted one in a version, or in a group, in which it is or was served as well} */
    static boolean isVersionOf(String apiVersion, String kind, String wanted) {
        return kind.equals(wanted) && isKnown(apiVersion, kind);
    }

    private static Set<String> kinds(String apiVersion) {
        Set<String> kinds = ConcurrentHashMap.newKeySet();
        for (String line : BuiltinResources.lines("resources.txt")) {
            String[] column = line.split(" ", -1);
            if (column[0].equals(apiVersion)) {
                kinds.add(column[2]);
            }
        }
        for (String line : BuiltinResources.lines("unserved.txt")) {
            List<String> column = List.of(line.split(" ", -1));
            if (column.get(0).equals(apiVersion)) {
                kinds.addAll(column.subList(1, column.size()));
            }
        }
        return kinds;
    }
}
