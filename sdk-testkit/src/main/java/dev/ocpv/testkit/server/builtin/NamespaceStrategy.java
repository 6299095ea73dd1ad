package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
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
        finalizers(object, errors, false);
    }

    private void finalizers(ObjectNode object, FieldErrors errors, boolean counted) {
        Part finalizers = Part.of(object, typeName(), errors).at("spec", "finalizers");
        for (Part finalizer : finalizers.items()) {
            Part shown = counted ? finalizer : finalizer.as(finalizers.path());
            shown.labelKey();
            if (!finalizer.text().contains("/") && !finalizer.is("kubernetes")) {
                shown.invalid("name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("finalize")) {
            finalizers(object, errors, true);
        }
        boolean going = object.path("metadata").has("deletionTimestamp");
        String phase = Json.textAt(object, "status", "phase");
        if (!going && !phase.equals("Active") && call.subresource().equals("status")) {
            errors.invalid("status.Phase", phase, "may only be 'Active' if `deletionTimestamp` is empty");
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("status.phase", object -> Json.textAt(object, "status", "phase"));
    }
}
