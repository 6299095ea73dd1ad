package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;

/** What a real server adds to new objects, or holds against them, because of other objects. */
public final class Admissions {
    private Admissions() {}

    /** {@return the plug-ins that are on by default, in their order; namespaces are looked at elsewhere} */
    public static List<AdmissionHook> of(Backend backend, Registry registry) {
        return List.of(
                new LimitAdmission(backend),
                new PriorityAdmission(backend),
                new RuntimeClassAdmission(backend),
                DefaultClassAdmission.forIngresses(backend),
                DefaultClassAdmission.forClaims(backend),
                new ClaimResizeAdmission(backend),
                new QuotaAdmission(backend, registry));
    }

    static boolean creates(AdmissionRequest request, String group, String resource) {
        AdmissionRequest.Target target = request.target();
        return request.operation().equals("CREATE")
                && target.resource().equals(resource)
                && target.group().equals(group)
                && target.subresource().isEmpty();
    }

    /** {@return a refusal in the name of the thing} */
    static StatusException forbidden(AdmissionRequest request, String why) {
        AdmissionRequest.Target target = request.target();
        return Statuses.forbidden(target.group(), target.resource(), request.refusedName(), why, List.of());
    }

    /** {@return one refusal for several reasons} */
    static StatusException forbidden(AdmissionRequest request, List<String> reasons) {
        return forbidden(request, reasons.size() == 1 ? reasons.get(0) : "[" + String.join(", ", reasons) + "]");
    }
}
