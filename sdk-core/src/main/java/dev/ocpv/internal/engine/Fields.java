package dev.ocpv.internal.engine;

import dev.ocpv.internal.tree.Trees;
import dev.ocpv.internal.tree.Trees.Depth;
import dev.ocpv.internal.tree.Trees.Difference;
import dev.ocpv.plan.FieldChange;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.List;
import java.util.Map;

/** Which fields of a resource are a user's business: everything but status and what the server keeps. */
final class Fields {
    private static final List<FieldPath> NOT_OURS = List.of(
            FieldPath.of("status"),
            FieldPath.of("metadata", "managedFields"),
            FieldPath.of("metadata", "resourceVersion"),
            FieldPath.of("metadata", "generation"),
            FieldPath.of("metadata", "creationTimestamp"),
            FieldPath.of("metadata", "uid"));

    private Fields() {}

    /** {@return the document without status and what the server keeps} */
    static Map<String, Object> strip(Map<String, Object> document) {
        var stripped = Trees.copy(document);
        NOT_OURS.forEach(path -> Trees.remove(stripped, path));
        return stripped;
    }

    /** {@return what changes from one document to the other, field by field} */
    static List<FieldChange> changed(ResourceRef resource, Map<String, Object> before, Map<String, Object> after) {
        return Trees.diff(strip(before), strip(after), Depth.LEAVES).stream()
                .filter(difference -> !isIdentity(difference.path()))
                .map(difference -> change(resource, difference))
                .toList();
    }

    private static FieldChange change(ResourceRef resource, Difference difference) {
        return new FieldChange(
                difference.path(), difference.before(), difference.after(), isSecret(resource, difference.path()));
    }

    private static boolean isIdentity(FieldPath path) {
        return path.segments().size() == 1
                || path.equals(FieldPath.of("metadata", "name"))
                || path.equals(FieldPath.of("metadata", "namespace"));
    }

    private static boolean isSecret(ResourceRef resource, FieldPath path) {
        var inSecret = resource.kind().equals("Secret")
                && (path.isWithin(FieldPath.of("data")) || path.isWithin(FieldPath.of("stringData")));
        return inSecret || path.segments().contains("env");
    }
}
