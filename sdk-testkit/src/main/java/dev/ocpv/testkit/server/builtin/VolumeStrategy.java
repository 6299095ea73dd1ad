package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import java.util.List;

/** Volumes and claims to them, which are pending until somebody binds them, and held while they are in use. */
final class VolumeStrategy extends BuiltinStrategy {
    private final String finalizer;

    VolumeStrategy(Kind kind) {
        super(kind);
        this.finalizer =
                kind.name().equals("PersistentVolume") ? "kubernetes.io/pv-protection" : "kubernetes.io/pvc-protection";
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
        ObjectNode metadata = Json.objectAt(object, "metadata");
        List<String> known = new java.util.ArrayList<>();
        metadata.path("finalizers").forEach(text -> known.add(text.asText()));
        if (!known.contains(finalizer)) {
            known.add(finalizer);
            var list = metadata.putArray("finalizers");
            known.forEach(list::add);
        }
    }
}
