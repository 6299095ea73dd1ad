package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definitions of custom resources. */
final class DefinitionStrategy extends BuiltinStrategy {
    static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    DefinitionStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        ObjectNode names = Json.objectAt(spec, "names");
        String kind = Json.textAt(names, "kind");
        if (Json.textAt(names, "singular").isEmpty() && !kind.isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (Json.textAt(names, "listKind").isEmpty() && !kind.isEmpty()) {
            names.put("listKind", kind + "List");
        }
        if (!spec.has("conversion") || spec.path("conversion").isNull()) {
            spec.putObject("conversion").put("strategy", "None");
        }
        if (object.path("status").isObject()
                && object.path("status").path("storedVersions").isEmpty()) {
            storedVersions(object);
        }
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        ObjectNode status = Json.object();
        status.putNull("conditions");
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        status.set("storedVersions", NullNode.getInstance());
        ArrayNode stored = Json.array();
        for (JsonNode version : object.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(Json.textAt(version, "name"));
                break;
            }
        }
        if (!stored.isEmpty()) {
            status.set("storedVersions", stored);
        }
        object.set("status", status);
        Json.objectAt(object, "metadata").set("generation", Json.number(1));
        dropSharedNothing(object);
        dropUnknownParts(object, null);
    }

    /** Selectable fields came with Kubernetes 1.31; before, what is not stored yet is dropped. */
    private void dropUnknownParts(ObjectNode object, @Nullable ObjectNode old) {
        if (minor() >= 31) {
            return;
        }
        boolean before = false;
        for (JsonNode version : old == null ? Json.array() : old.path("spec").path("versions")) {
            before |= version.has("selectableFields");
        }
        ArrayNode versions = Json.array();
        for (JsonNode version : object.path("spec").path("versions")) {
            ObjectNode copy = Json.shallow((ObjectNode) version);
            copy.remove("selectableFields");
            versions.add(copy);
        }
        if (!before && object.path("spec").path("versions").isArray()) {
            Json.objectAt(object, "spec").set("versions", versions);
        }
    }

    private static void dropSharedNothing(ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        if (spec.path("preserveUnknownFields").isBoolean()
                && !spec.path("preserveUnknownFields").booleanValue()) {
            spec.remove("preserveUnknownFields");
        }
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (call.subresource().equals("status")) {
            // The real server means to reset the metadata, too, but resets it to itself.
            keep("spec", object, old);
            return;
        }
        keep("status", object, old);
        dropSharedNothing(object);
        storedVersions(object);
        if (!object.path("spec").equals(old.path("spec"))) {
            long generation = old.path("metadata").path("generation").asLong(0);
            Json.objectAt(object, "metadata").set("generation", Json.number(generation + 1));
        }
        dropUnknownParts(object, old);
    }

    /** Adds the storage version to the stored ones. */
    private static void storedVersions(ObjectNode object) {
        ObjectNode status = Json.shallow(Json.objectAt(object, "status"));
        ArrayNode stored = Json.array();
        status.path("storedVersions").forEach(stored::add);
        for (JsonNode version : object.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                boolean known = false;
                for (JsonNode name : stored) {
                    known |= name.equals(version.path("name"));
                }
                if (!known) {
                    stored.add(version.path("name"));
                }
                break;
            }
        }
        status.set("storedVersions", stored);
        object.set("status", status);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        new DefinitionRules(object, errors).check(null);
        if (errors.isEmpty()) {
            warn(call, object, null);
        }
    }

    private void warn(Call call, ObjectNode object, @Nullable ObjectNode old) {
        Set<String> known = old == null ? Set.of() : unknownFormats(old);
        unknownFormats(object).stream()
                .filter(format -> !known.contains(format))
                .sorted()
                .forEach(format -> call.warn("unrecognized format \"" + format + "\""));
    }

    /** From Kubernetes 1.34 the server says which formats of strings it does not check. */
    private Set<String> unknownFormats(ObjectNode object) {
        Set<String> formats = new LinkedHashSet<>();
        for (JsonNode version :
                minor() < 34 ? Json.array() : object.path("spec").path("versions")) {
            Schemas.visit(version.path("schema").path("openAPIV3Schema"), schema -> {
                String format = Json.textAt(schema, "format");
                if (Json.textAt(schema, "type").equals("string")
                        && !format.isEmpty()
                        && !SchemaValidator.knowsFormat(format, minor() - 1)) {
                    formats.add(format);
                }
            });
        }
        return formats;
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("status")) {
            DefinitionRules.status(object, errors);
            return;
        }
        new DefinitionRules(object, errors).check(old);
        if (errors.isEmpty()) {
            warn(call, object, old);
        }
    }

    @Override
    public void checkDelete(Call call, Entry entry, @Nullable String uid, @Nullable String resourceVersion) {
        String live = Json.textAt(entry.object(), "metadata", "uid");
        if (uid != null && !uid.equals(live)) {
            throw Statuses.conflict(
                    call.def().group(),
                    call.def().plural(),
                    call.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + live);
        }
        String version = Long.toString(entry.revision());
        if (resourceVersion != null && !resourceVersion.equals(version)) {
            throw Statuses.conflict(
                    call.def().group(),
                    call.def().plural(),
                    call.name(),
                    "Precondition failed: ResourceVersion in precondition: " + resourceVersion
                            + ", ResourceVersion in object meta: " + version);
        }
    }

    @Override
    public void addFinalizers(ObjectNode old, List<String> finalizers) {
        if (!old.path("metadata").has("deletionTimestamp")) {
            // how dependents go is only asked for once the definition is on its way out
            finalizers.clear();
            old.path("metadata").path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
            if (!finalizers.contains(FINALIZER)) {
                finalizers.add(FINALIZER);
            }
        }
    }

    @Override
    public void prepareForDelete(Call call, ObjectNode marked, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(marked, "metadata");
        if (old.path("metadata").has("deletionTimestamp")) {
            metadata.set("deletionGracePeriodSeconds", Json.number(0));
            return;
        }
        metadata.remove("deletionGracePeriodSeconds");
        keep("generation", metadata, Json.objectAt(old, "metadata"));
        ObjectNode status = Json.shallow(Json.objectAt(marked, "status"));
        ArrayNode conditions = Json.array();
        status.path("conditions").forEach(conditions::add);
        ObjectNode terminating = conditions.addObject();
        terminating.put("type", "Terminating").put("status", "True");
        terminating.put("lastTransitionTime", Json.textAt(metadata, "deletionTimestamp"));
        terminating.put("reason", "InstanceDeletionPending");
        terminating.put(
                "message", "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
        status.set("conditions", conditions);
        marked.set("status", status);
    }
}
