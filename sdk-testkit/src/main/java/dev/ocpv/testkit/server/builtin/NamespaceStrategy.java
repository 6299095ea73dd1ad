package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.MetadataRules;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Namespaces: finalized by their spec, not by metadata alone. */
final class NamespaceStrategy extends BuiltinStrategy {
    NamespaceStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        String name = Json.textAt(object, "metadata", "name");
        if (name.isEmpty()) {
            return;
        }
        ObjectNode labels = Json.objectAt(object, "metadata", "labels");
        labels.put("kubernetes.io/metadata.name", name);
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        setDefaults(call, object);
        ObjectNode spec = Json.objectAt(object, "spec");
        ArrayNode finalizers = spec.get("finalizers") instanceof ArrayNode list ? list : spec.putArray("finalizers");
        boolean there = false;
        for (JsonNode finalizer : finalizers) {
            there |= finalizer.asText().equals("kubernetes");
        }
        if (!there) {
            finalizers.add("kubernetes");
        }
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        switch (call.subresource()) {
            case "finalize" -> keep("status", object, old);
            case "status" -> keep("spec", object, old);
            default -> {
                keep("status", object, old);
                keep("spec", object, old);
            }
        }
    }

    @Override
    public void checkDelete(Call call, Entry entry, @Nullable String uid, @Nullable String resourceVersion) {
        String live = Json.textAt(entry.object(), "metadata", "uid");
        if (uid != null && !uid.equals(live)) {
            throw Statuses.conflict(
                    "",
                    "namespaces",
                    call.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + live);
        }
        String revision = Long.toString(entry.revision());
        if (resourceVersion != null && !resourceVersion.equals(revision)) {
            throw Statuses.conflict(
                    "",
                    "namespaces",
                    call.name(),
                    "Precondition failed: ResourceVersion in precondition: " + resourceVersion
                            + ", ResourceVersion in object meta: " + revision);
        }
    }

    @Override
    public void prepareForDelete(Call call, ObjectNode marked, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(marked, "metadata");
        metadata.remove("deletionGracePeriodSeconds");
        keep("generation", metadata, Json.objectAt(old, "metadata"));
        ObjectNode status = Json.shallow(Json.objectAt(old, "status"));
        status.put("phase", "Terminating");
        marked.set("status", status);
    }

    @Override
    public boolean finalizedElsewhere(ObjectNode object) {
        return !object.path("spec").path("finalizers").isEmpty();
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        for (JsonNode finalizer : object.path("spec").path("finalizers")) {
            validateFinalizer(finalizer.asText(), "spec.finalizers", errors);
        }
        NamespaceSecurity.check(object, null, errors);
    }

    private static void validateFinalizer(String finalizer, String path, FieldErrors errors) {
        NameRules.qualifiedName(finalizer, errors.minor()).forEach(p -> errors.invalid(path, finalizer, p));
        if (MetadataRules.isUnqualified(finalizer)) {
            errors.invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("finalize")) {
            JsonNode finalizers = object.path("spec").path("finalizers");
            for (int i = 0; i < finalizers.size(); i++) {
                validateFinalizer(finalizers.get(i).asText(), "spec.finalizers[" + i + "]", errors);
            }
        }
        if (call.subresource().isEmpty()) {
            NamespaceSecurity.check(object, old, errors);
        }
        if (call.subresource().equals("status")) {
            boolean going = object.path("metadata").has("deletionTimestamp");
            String wanted = going ? "Terminating" : "Active";
            String phase = Json.textAt(object, "status", "phase");
            if (!phase.equals(wanted)) {
                errors.invalid(
                        "status.Phase",
                        phase,
                        "may only be '" + wanted + "' if `deletionTimestamp` is " + (going ? "not empty" : "empty"));
            }
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("status.phase", object -> Json.textAt(object, "status", "phase"));
    }
}
