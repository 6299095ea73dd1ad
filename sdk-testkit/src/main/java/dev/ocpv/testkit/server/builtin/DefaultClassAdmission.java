package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import org.jspecify.annotations.Nullable;

/** Gives claims that name no storage class the default one; of several, the newest. */
final class DefaultClassAdmission implements AdmissionHook {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String OLD_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";
    private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

    private final Backend backend;

    DefaultClassAdmission(Backend backend) {
        this.backend = backend;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        JsonNode claim = request.object();
        if (!Admissions.creates(request, "", "persistentvolumeclaims")
                || claim.path("spec").has("storageClassName")
                || claim.path("metadata").path("annotations").has(OLD_CLASS)) {
            return claim;
        }
        Entry best = best();
        if (best == null || !(claim instanceof ObjectNode object)) {
            return claim;
        }
        ObjectNode changed = Json.shallow(object);
        ObjectNode spec = Json.shallow(Json.objectAt(changed.deepCopy(), "spec"));
        changed.set("spec", spec.put("storageClassName", best.name()));
        return changed;
    }

    private @Nullable Entry best() {
        Entry best = null;
        for (Entry entry : backend.store().current().all("storageclasses.storage.k8s.io")) {
            JsonNode annotations = entry.object().path("metadata").path("annotations");
            boolean isDefault = Json.textAt(annotations, DEFAULT).equals("true")
                    || Json.textAt(annotations, OLD_DEFAULT).equals("true");
            // Entries come by name, and the first of those of one second wins.
            if (isDefault && (best == null || created(entry).compareTo(created(best)) > 0)) {
                best = entry;
            }
        }
        return best;
    }

    private static String created(Entry entry) {
        return Json.textAt(entry.object(), "metadata", "creationTimestamp");
    }
}
