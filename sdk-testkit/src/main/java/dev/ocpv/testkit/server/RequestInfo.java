package dev.ocpv.testkit.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a path points to, when it points to a resource.
 *
 * @param group the API group, empty for the core one
 * @param version the API version
 * @param namespace the namespace, or empty
 * @param resource the plural
 * @param name the name, or empty
 * @param subresource the path below the object, or empty
 * @param watchPath whether the old way to ask for a watch is used
 */
record RequestInfo(
        String group,
        String version,
        String namespace,
        String resource,
        String name,
        String subresource,
        boolean watchPath) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** {@return what the path points to, or null when it is no resource path} */
    static @Nullable RequestInfo parse(String path) {
        return of(parts(path.replace("/namespaces//", "/")));
    }

    /** {@return the same where an empty part counts as one, as it does for custom resources} */
    static @Nullable RequestInfo parseExactly(String path) {
        return of(List.of(withoutEnds(decode(path)).split("/", -1)));
    }

    /** {@return a path without the slashes at its ends} */
    static String withoutEnds(String path) {
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(from, to);
    }

    private static @Nullable RequestInfo of(List<String> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        boolean core = parts.get(0).equals("api");
        int prefix = core ? 2 : 3;
        if ((!core && !parts.get(0).equals("apis")) || parts.size() <= prefix) {
            return null;
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(prefix - 1);
        List<String> rest = parts.subList(prefix, parts.size());
        boolean watch = rest.get(0).equals("watch") && rest.size() > 1;
        if (watch) {
            rest = rest.subList(1, rest.size());
        }
        String namespace = "";
        if (rest.get(0).equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
                return of(group, version, namespace, rest, watch);
            }
            return of(group, version, "", rest, watch);
        }
        return of(group, version, namespace, rest, watch);
    }

    private static RequestInfo of(String group, String version, String namespace, List<String> rest, boolean watch) {
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
        return new RequestInfo(group, version, namespace, rest.get(0), name, subresource, watch);
    }

    /** {@return the same without what follows the subresource, which custom resources do not look at} */
    RequestInfo withoutRest() {
        int end = subresource.indexOf('/');
        return end < 0
                ? this
                : new RequestInfo(group, version, namespace, resource, name, subresource.substring(0, end), watchPath);
    }

    /** {@return the parts of a path, decoded first, so that an encoded slash separates too} */
    static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : decode(path).split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
