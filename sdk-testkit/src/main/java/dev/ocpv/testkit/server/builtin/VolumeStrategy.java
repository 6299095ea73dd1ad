package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import org.jspecify.annotations.Nullable;

/** Volumes and claims to them, which are pending until somebody binds them, and held while they are in use. */
final class VolumeStrategy extends RuledStrategy {
    private final boolean claim;

    VolumeStrategy(Kind kind) {
        super(
                kind,
                kind.name().equals("PersistentVolume")
                        ? new Rules(PersistentVolumeRules::check, PersistentVolumeRules::update)
                        : new Rules(ClaimRules::check, ClaimRules::update, ClaimStatusRules::check));
        this.claim = !kind.name().equals("PersistentVolume");
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        TypeDefaults.set(Json.objectAt(object, "status"), "phase", "Pending");
    }

    @Override
    ObjectNode initialStatus(ObjectNode object) {
        return Json.object().put("phase", "Pending");
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        protect(object, claim ? "kubernetes.io/pvc-protection" : "kubernetes.io/pv-protection");
        if (claim) {
            alignSources(Json.objectAt(object, "spec"), true, false);
        } else if (minor() >= 29) {
            Json.objectAt(object, "status").put("lastPhaseTransitionTime", call.now());
        }
    }

    /** What a claim is filled from stands in two fields, of which the older knows less. */
    private static void alignSources(ObjectNode spec, boolean fresh, boolean referred) {
        if (!Json.textAt(spec, "dataSourceRef", "namespace").isEmpty() && !referred) {
            spec.remove("dataSourceRef");
        }
        boolean alone = spec.has("dataSource") && !spec.has("dataSourceRef");
        if (fresh && alone && !isClassic(spec.path("dataSource"))) {
            spec.remove("dataSource");
        }
        JsonNode source = spec.path("dataSource");
        JsonNode reference = spec.path("dataSourceRef");
        if (source.isObject() && !reference.isObject()) {
            spec.set("dataSourceRef", source.deepCopy());
        } else if (reference.isObject()
                && !source.isObject()
                && Json.textAt(reference, "namespace").isEmpty()) {
            spec.set("dataSource", reference.deepCopy());
        }
    }

    private static boolean isClassic(JsonNode source) {
        String group = Json.textAt(source, "apiGroup");
        String kind = Json.textAt(source, "kind");
        return (group.isEmpty() && kind.equals("PersistentVolumeClaim"))
                || (group.equals("snapshot.storage.k8s.io") && kind.equals("VolumeSnapshot"));
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        super.prepareForUpdate(call, object, old);
        if (claim && call.subresource().isEmpty()) {
            object.set("spec", Json.shallow(Json.objectAt(object, "spec")));
            JsonNode was = old.path("spec");
            boolean referred = was.has("dataSourceRef");
            alignSources(Json.objectAt(object, "spec"), !referred && !was.has("dataSource"), referred);
        }
        if (!claim && call.subresource().equals("status") && minor() >= 29) {
            ObjectNode status = Json.objectAt(object, "status");
            JsonNode was = old.path("status");
            boolean moved = !status.path("phase").equals(was.path("phase"));
            boolean named = !status.path("lastPhaseTransitionTime").equals(was.path("lastPhaseTransitionTime"));
            if (moved && !named) {
                status.put("lastPhaseTransitionTime", call.now());
            }
        }
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (!call.subresource().isEmpty()) {
            return;
        }
        VolumeWarnings.collect(Part.of(object, typeName(), new FieldErrors(minor())), call::warn);
    }
}
