package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for the metadata of every object. */
public final class MetadataRules {
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");
    /** Groups whose kinds take any finalizer that looks like one. */
    private static final Set<String> LENIENT = Set.of("apiextensions.k8s.io", "admissionregistration.k8s.io");

    /** Kinds that look at metadata less closely than others. */
    private static final Set<String> LENIENT_KINDS = Set.of(
            "events",
            "events.events.k8s.io",
            "leases.coordination.k8s.io",
            "poddisruptionbudgets.policy",
            "runtimeclasses.node.k8s.io");

    private static final Set<String> DEPENDENTS_FINALIZERS = Set.of("orphan", "foregroundDeletion");
    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    private MetadataRules() {}

    static void validate(Call call, ObjectNode object, FieldErrors errors) {
        JsonNode metadata = object.path("metadata");
        names(metadata, "metadata", call.strategy()::nameProblems, errors);
        if (call.def().namespaced() && Json.textAt(metadata, "namespace").isEmpty()) {
            errors.required("metadata.namespace", "");
        }
        common(metadata, errors);
        knownFinalizers(call, metadata.path("finalizers"), errors);
    }

    /** Says what is wrong with a name, or with the start of one. */
    private interface Naming {
        List<String> problems(String name, boolean prefix);
    }

    private static void names(JsonNode metadata, String path, Naming naming, FieldErrors errors) {
        String name = Json.textAt(metadata, "name");
        String prefix = Json.textAt(metadata, "generateName");
        if (!prefix.isEmpty()) {
            naming.problems(prefix, true).forEach(p -> errors.invalid(path + ".generateName", prefix, p));
        }
        if (name.isEmpty()) {
            errors.required(path + ".name", "name or generateName is required");
        } else {
            naming.problems(name, false).forEach(p -> errors.invalid(path + ".name", name, p));
        }
    }

    /** Checks the metadata of an object that stands within another one, and need not have a name. */
    public static void embedded(JsonNode metadata, String path, FieldErrors errors) {
        if (!Json.textAt(metadata, "name").isEmpty()
                || !Json.textAt(metadata, "generateName").isEmpty()) {
            ObjectNode named = Json.shallow((ObjectNode) metadata);
            if (Json.textAt(metadata, "name").isEmpty()) {
                named.put("name", "fakename");
            }
            names(named, path, NameRules::pathSegment, errors);
        }
        String namespace = Json.textAt(metadata, "namespace");
        if (!namespace.isEmpty()) {
            NameRules.namespace(namespace, false).forEach(p -> errors.invalid(path + ".namespace", namespace, p));
        }
        content(metadata, path, errors);
        for (JsonNode finalizer : metadata.path("finalizers")) {
            NameRules.qualifiedName(finalizer.asText(), errors.minor())
                    .forEach(p -> errors.invalid(path + ".finalizers", finalizer, p));
        }
        managers(metadata.path("managedFields"), path + ".managedFields", errors);
    }

    private static void managers(JsonNode entries, String path, FieldErrors errors) {
        for (int i = 0; i < entries.size(); i++) {
            String operation = Json.textAt(entries.get(i), "operation");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                errors.invalid(path + "[" + i + "].operation", operation, "must be `Apply` or `Update`");
            }
            String type = Json.textAt(entries.get(i), "fieldsType");
            if (!type.isEmpty() && !type.equals("FieldsV1")) {
                errors.invalid(path + "[" + i + "].fieldsType", type, "must be `FieldsV1`");
            }
        }
    }

    private static void common(JsonNode metadata, FieldErrors errors) {
        content(metadata, "metadata", errors);
        finalizers(metadata.path("finalizers"), errors);
    }

    private static void content(JsonNode metadata, String path, FieldErrors errors) {
        if (metadata.path("generation").asLong(0) < 0) {
            errors.invalid(path + ".generation", metadata.get("generation"), "must be greater than or equal to 0");
        }
        labels(metadata.path("labels"), path + ".labels", errors);
        annotations(metadata.path("annotations"), path + ".annotations", errors);
        owners(metadata.path("ownerReferences"), path + ".ownerReferences", errors);
        if (path.equals("metadata")) {
            ManagerRules.checkEntries(metadata.path("managedFields"), errors);
        }
    }

    /** What is wrong with labels anywhere. */
    public static void labels(JsonNode labels, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            NameRules.qualifiedName(label.getKey(), errors.minor())
                    .forEach(p -> errors.invalid(path, label.getKey(), p));
            String value = label.getValue().asText();
            NameRules.labelValue(value, errors.minor()).forEach(p -> errors.invalid(path, value, p));
        }
    }

    /** What is wrong with annotations anywhere. */
    public static void annotations(JsonNode annotations, String path, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            NameRules.qualifiedName(key.toLowerCase(java.util.Locale.ROOT), errors.minor())
                    .forEach(p -> errors.invalid(path, key, p));
            size += key.length() + annotation.getValue().asText().length();
        }
        if (size > ANNOTATIONS_LIMIT) {
            errors.tooLong(path, ANNOTATIONS_LIMIT);
        }
    }

    private static void owners(JsonNode owners, String path, FieldErrors errors) {
        JsonNode controller = null;
        for (JsonNode owner : owners) {
            String apiVersion = Json.textAt(owner, "apiVersion");
            if (apiVersion.isEmpty()
                    || apiVersion.endsWith("/")
                    || apiVersion.indexOf('/') != apiVersion.lastIndexOf('/')) {
                errors.invalid(path + ".apiVersion", apiVersion, "version must not be empty");
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (Json.textAt(owner, field).isEmpty()) {
                    errors.invalid(
                            path + "." + field, "", (errors.minor() < 34 ? field + " " : "") + "must not be empty");
                }
            }
            if (apiVersion.equals("v1") && Json.textAt(owner, "kind").equals("Event")) {
                errors.invalid(path, shown(owner, errors.minor()), "/v1, Kind=Event is disallowed from being an owner");
            }
            if (owner.path("controller").asBoolean()) {
                if (controller != null) {
                    errors.invalid(
                            path,
                            shown(owners, errors.minor()),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + owner(controller) + " and " + owner(owner));
                } else {
                    controller = owner;
                }
            }
        }
    }

    private static JsonNode shown(JsonNode owners, int minor) {
        if (minor >= 34) {
            ArrayNode all = Json.array();
            owners.forEach(one -> all.add(inOrder(one)));
            return owners.isArray() ? GoText.verbatim(JsonWriter.text(all)) : inOrder(owners);
        }
        if (owners.isArray()) {
            List<String> all = new ArrayList<>();
            owners.forEach(one -> all.add(syntax(one)));
            return GoText.verbatim("[]v1.OwnerReference{" + String.join(", ", all) + "}");
        }
        return GoText.verbatim(syntax(owners));
    }

    private static String syntax(JsonNode owner) {
        return "v1.OwnerReference{APIVersion:" + GoText.quote(Json.textAt(owner, "apiVersion"))
                + ", Kind:" + GoText.quote(Json.textAt(owner, "kind"))
                + ", Name:" + GoText.quote(Json.textAt(owner, "name"))
                + ", UID:" + GoText.quote(Json.textAt(owner, "uid"))
                + ", Controller:(*bool)(" + GoText.pointer(owner.path("controller"))
                + "), BlockOwnerDeletion:(*bool)(" + GoText.pointer(owner.path("blockOwnerDeletion")) + ")}";
    }

    /** {@return a reference with its fields in the order of their declaration} */
    private static ObjectNode inOrder(JsonNode owner) {
        ObjectNode ordered = Json.object();
        for (String field : List.of("apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion")) {
            if (owner.has(field)) {
                ordered.set(field, owner.get(field));
            }
        }
        return ordered;
    }

    private static String owner(JsonNode owner) {
        return Json.textAt(owner, "kind") + "/" + Json.textAt(owner, "name");
    }

    private static void finalizers(JsonNode finalizers, FieldErrors errors) {
        String path = "metadata.finalizers";
        Set<String> names = new HashSet<>();
        for (JsonNode one : finalizers) {
            String finalizer = one.asText();
            names.add(finalizer);
            NameRules.qualifiedName(finalizer, errors.minor()).forEach(p -> errors.invalid(path, finalizer, p));
        }
        if (names.containsAll(DEPENDENTS_FINALIZERS)) {
            errors.invalid(
                    path,
                    GoText.texts(finalizers, errors.minor()),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    /** Built-in kinds know what a finalizer without a domain may be called. */
    private static void knownFinalizers(Call call, JsonNode finalizers, FieldErrors errors) {
        ResourceDef def = call.def();
        if (def.custom() || LENIENT.contains(def.group()) || LENIENT_KINDS.contains(def.resource())) {
            return;
        }
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i).asText();
            if (isUnqualified(finalizer)) {
                errors.invalid(
                        "metadata.finalizers[" + i + "]",
                        finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    /** {@return whether a finalizer has no domain and is none of those that Kubernetes itself knows} */
    public static boolean isUnqualified(String finalizer) {
        return !finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer);
    }

    /**
     * What is wrong with a change of metadata. The real server looks at metadata more than once on its way to the store,
     * and reports what it finds each time.
     */
    static void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        JsonNode now = object.path("metadata");
        JsonNode was = old.path("metadata");
        JsonNode finalizers = now.path("finalizers");
        common(now, errors);
        changes(now, was, errors);
        if (call.strategy().metadataComparisons(call, object) > 1) {
            changes(now, was, errors);
            knownFinalizers(call, finalizers, errors);
        }
        for (int i = 0; i < call.strategy().metadataRepeats(call); i++) {
            common(now, errors);
            knownFinalizers(call, finalizers, errors);
        }
    }

    private static void changes(JsonNode now, JsonNode was, FieldErrors errors) {
        if (!was.path("deletionTimestamp").isMissingNode()) {
            newFinalizers(now.path("finalizers"), was.path("finalizers"), errors);
        }
        for (String field : List.of("name", "namespace", "uid", "creationTimestamp")) {
            immutable(field, now, was, errors);
        }
        if (!was.path("deletionTimestamp").isMissingNode()
                || !now.path("deletionTimestamp").isMissingNode()) {
            immutable("deletionTimestamp", now, was, errors);
        }
        immutable("deletionGracePeriodSeconds", now, was, errors);
        content(now, "metadata", errors);
    }

    private static void immutable(String field, JsonNode now, JsonNode was, FieldErrors errors) {
        if (!now.path(field).equals(was.path(field))) {
            JsonNode shown =
                    errors.minor() < 34 && field.endsWith("Timestamp") ? GoText.time(now.path(field)) : now.path(field);
            errors.invalid("metadata." + field, shown, "field is immutable");
        }
    }

    private static void newFinalizers(JsonNode now, JsonNode was, FieldErrors errors) {
        Set<String> known = new LinkedHashSet<>();
        was.forEach(finalizer -> known.add(finalizer.asText()));
        List<String> added = new ArrayList<>();
        for (JsonNode finalizer : now) {
            if (!known.contains(finalizer.asText())) {
                added.add(GoText.quote(finalizer.asText()));
            }
        }
        if (!added.isEmpty()) {
            errors.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", added) + "}");
        }
    }

    /** Drops owner references that stand twice, with a warning. */
    static void dedupOwners(Call call, ObjectNode object) {
        if (!(object.path("metadata").get("ownerReferences") instanceof ArrayNode owners) || owners.size() < 2) {
            return;
        }
        Set<JsonNode> unique = new LinkedHashSet<>();
        Set<String> doubles = new LinkedHashSet<>();
        for (JsonNode owner : owners) {
            if (!unique.add(owner)) {
                doubles.add(Json.textAt(owner, "uid"));
            }
        }
        if (!doubles.isEmpty()) {
            call.warn(
                    ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+,"
                            + " and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s)"
                            + " observed: " + String.join(", ", doubles));
            Json.objectAt(object, "metadata")
                    .set("ownerReferences", Json.array().addAll(unique));
        }
    }
}
