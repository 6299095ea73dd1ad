package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.EmbeddedObjects;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.MetadataRules;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.ListTypes;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What makes a custom resource invalid.
 *
 * @param version the version through which it is written
 * @param embedded what is known of objects within the object
 */
record CustomRules(Definition.Version version, EmbeddedObjects embedded) {
    void validate(Call call, ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {
        boolean status = call.subresource().equals("status");
        if (!hasKind(call, object)) {
            if (old == null) {
                errors.clear();
            }
            kind(call, object, errors);
        } else {
            errors.addAll(
                    status
                            ? statusErrors(object, old, errors.minor())
                            : SchemaValidator.validate(object, version.schema(), old, errors.minor()));
            new ScaleRules(version.scale(), errors).check(object, status);
        }
        if (version.schema().hasEmbedded() && !status) {
            embedded.validate(object, version.schema(), errors);
        }
        if (old == null || ListTypes.duplicates(old, version.schema()).isEmpty()) {
            errors.addAll(ListTypes.duplicates(object, version.schema()));
        }
        errors.addAll(version.rules().validate(errors.blockRules(), object, old, call::warn));
    }

    /**
     * The status is checked on its own: messages do not name it, and until Kubernetes 1.30 paths don't either; until
     * 1.32 nothing is forgiven for having been so before.
     */
    private List<FieldError> statusErrors(ObjectNode object, @Nullable ObjectNode old, int minor) {
        StructuralSchema schema = version.schema().property("status");
        JsonNode status = object.path("status");
        if (schema == null || status.isMissingNode()) {
            return new ArrayList<>();
        }
        JsonNode before =
                old == null || minor < 33 ? null : old.has("status") ? old.get("status") : NullNode.getInstance();
        List<FieldError> found = new ArrayList<>();
        for (FieldError error : SchemaValidator.validate(status, schema, before, minor)) {
            String field = error.field();
            boolean root = field.isEmpty() || field.equals("<nil>");
            String below = root ? "status" : "status." + (field.startsWith(".") ? field.substring(1) : field);
            found.add(minor >= 31 ? error.at(below) : root ? error.at("<nil>") : error);
        }
        return found;
    }

    /** {@return whether the object is of the kind and version that it is written to} */
    static boolean hasKind(Call call, ObjectNode object) {
        return Json.textAt(object, "kind").equals(call.def().kind())
                && Json.textAt(object, "apiVersion").equals(call.def().apiVersion());
    }

    private static void kind(Call call, ObjectNode object, FieldErrors errors) {
        String kind = Json.textAt(object, "kind");
        if (!kind.equals(call.def().kind())) {
            errors.invalid("kind", kind, "must be " + call.def().kind());
        }
        String apiVersion = Json.textAt(object, "apiVersion");
        if (!apiVersion.equals(call.def().apiVersion())) {
            errors.invalid("apiVersion", apiVersion, "must be " + call.def().apiVersion());
        }
    }

    /** Warns of each new finalizer that could be somebody else's as well. */
    static void warnOfFinalizers(Call call, ObjectNode object, @Nullable ObjectNode old) {
        Set<String> added = new TreeSet<>();
        object.path("metadata").path("finalizers").forEach(finalizer -> added.add(finalizer.asText()));
        if (old != null) {
            old.path("metadata").path("finalizers").forEach(finalizer -> added.remove(finalizer.asText()));
        }
        for (String finalizer : added) {
            if (MetadataRules.isUnqualified(finalizer)) {
                call.warn(
                        "metadata.finalizers: " + GoText.quote(finalizer) + ": prefer a domain-qualified finalizer name"
                                + (finalizer.contains(".") ? " including a path (/)" : "")
                                + " to avoid accidental conflicts with other finalizer writers");
            }
        }
    }
}
