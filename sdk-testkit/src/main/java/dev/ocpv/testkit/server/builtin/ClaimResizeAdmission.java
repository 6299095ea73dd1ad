package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import java.math.BigDecimal;

/** Lets only those claims grow whose storage class lets them. */
final class ClaimResizeAdmission implements AdmissionHook {
    private final Backend backend;

    ClaimResizeAdmission(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void validate(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (!request.operation().equals("UPDATE")
                || !target.resource().equals("persistentvolumeclaims")
                || !target.group().isEmpty()
                || !target.subresource().isEmpty()
                || size(request.object()).compareTo(size(request.oldObject())) <= 0) {
            return;
        }
        if (!Json.textAt(request.oldObject(), "status", "phase").equals("Bound")) {
            throw Admissions.forbidden(request, "Only bound persistent volume claims can be expanded");
        }
        String name = Json.textAt(request.object(), "spec", "storageClassName");
        Entry entry = backend.store().current().get("storageclasses.storage.k8s.io", "", name);
        if (entry == null
                || !name.equals(Json.textAt(request.oldObject(), "spec", "storageClassName"))
                || !entry.object().path("allowVolumeExpansion").asBoolean()) {
            throw Admissions.forbidden(
                    request,
                    "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must"
                            + " support resize");
        }
    }

    private static BigDecimal size(JsonNode claim) {
        return QuantityText.value(Json.textAt(claim, "spec", "resources", "requests", "storage"));
    }
}
