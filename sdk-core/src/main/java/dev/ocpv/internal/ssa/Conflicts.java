package dev.ocpv.internal.ssa;

import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the conflicts that a server-side apply reports. */
public final class Conflicts {
    private static final Pattern MANAGER =
            Pattern.compile("conflict with \"(.*?)\"(?: with subresource .*)?(?: using .*)?");

    private Conflicts() {}

    /**
     * A field that stood in the way.
     *
     * @param path which field
     * @param manager who owns it
     */
    public record Conflict(FieldPath path, String manager) {}

    /**
     * {@return the conflicts among the causes of a Status}
     *
     * @param applied the document that was applied; a path in a Status cannot be read without it, since keys may hold dots
     */
    public static List<Conflict> of(List<Map<?, ?>> causes, Map<String, Object> applied) {
        var paths = new LinkedHashMap<String, FieldPath>();
        collect(FieldPath.ROOT, "", applied, paths);
        var found = new ArrayList<Conflict>();
        for (var cause : causes) {
            if ("FieldManagerConflict".equals(cause.get("reason"))) {
                var field = String.valueOf(cause.get("field"));
                var manager = MANAGER.matcher(String.valueOf(cause.get("message")));
                found.add(new Conflict(
                        paths.getOrDefault(field, FieldPath.of(field.replaceFirst("^\\.", ""))),
                        manager.matches() ? manager.group(1) : "another field manager"));
            }
        }
        return found;
    }

    private static void collect(FieldPath path, String text, Object value, Map<String, FieldPath> into) {
        into.put(text, path);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> collect(path.child(key.toString()), text + "." + key, child, into));
        }
    }
}
