package dev.ocpv.internal.tree;

import dev.ocpv.internal.tree.Trees.Depth;
import dev.ocpv.internal.tree.Trees.Difference;
import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes JSON patches (RFC 6902). */
public final class JsonPatch {
    private JsonPatch() {}

    /** {@return the operations that turn one document into the other} */
    public static List<Map<String, Object>> between(Map<String, Object> from, Map<String, Object> to) {
        var operations = new ArrayList<Map<String, Object>>();
        Trees.diff(from, to, Depth.SUBTREES).forEach(difference -> operations.add(operation(difference)));
        return operations;
    }

    /** {@return an operation that fails the patch unless {@code path} has this value} */
    public static Map<String, Object> test(FieldPath path, Object value) {
        return of("test", path, value);
    }

    /** {@return an operation that puts a value in the place of another} */
    public static Map<String, Object> replace(FieldPath path, Object value) {
        return of("replace", path, value);
    }

    private static Map<String, Object> operation(Difference difference) {
        if (difference.after().isEmpty()) {
            var remove = new LinkedHashMap<String, Object>();
            remove.put("op", "remove");
            remove.put("path", pointer(difference.path()));
            return remove;
        }
        return of(
                difference.before().isEmpty() ? "add" : "replace",
                difference.path(),
                difference.after().get());
    }

    private static Map<String, Object> of(String op, FieldPath path, Object value) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("op", op);
        operation.put("path", pointer(path));
        operation.put("value", value);
        return operation;
    }

    private static String pointer(FieldPath path) {
        return path.segments().stream()
                .map(segment -> "/" + segment.toString().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
