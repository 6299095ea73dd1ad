package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives claims that name no storage class, and ingresses that name no ingress class, the default one. */
final class DefaultClassAdmission implements AdmissionHook {
    private static final Place CLAIMS = new Place(
            "",
            "persistentvolumeclaims",
            "storageClassName",
            "storageclasses.storage.k8s.io",
            "volume.beta.kubernetes.io/storage-class",
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"));
    private static final Place INGRESSES = new Place(
            "networking.k8s.io",
            "ingresses",
            "ingressClassName",
            "ingressclasses.networking.k8s.io",
            "kubernetes.io/ingress.class",
            List.of("ingressclass.kubernetes.io/is-default-class"));

    private final Backend backend;
    private final Place place;

    private DefaultClassAdmission(Backend backend, Place place) {
        this.backend = backend;
        this.place = place;
    }

    static AdmissionHook forClaims(Backend backend) {
        return new DefaultClassAdmission(backend, CLAIMS);
    }

    static AdmissionHook forIngresses(Backend backend) {
        return new DefaultClassAdmission(backend, INGRESSES);
    }

    /**
     * Where a class is due.
     *
     * @param field the field of the spec that names a class
     * @param classes where the classes are
     * @param older the annotation that named a class before the field did
     * @param marks the annotations that make a class the default
     */
    private record Place(
            String group, String resource, String field, String classes, String older, List<String> marks) {}

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        JsonNode user = request.object();
        if (!Admissions.creates(request, place.group(), place.resource())
                || user.path("spec").has(place.field())
                || user.path("metadata").path("annotations").has(place.older())) {
            return user;
        }
        Entry best = best();
        if (best == null || !(user instanceof ObjectNode object)) {
            return user;
        }
        ObjectNode changed = Json.shallow(object);
        ObjectNode spec = Json.shallow(Json.objectAt(changed.deepCopy(), "spec"));
        changed.set("spec", spec.put(place.field(), best.name()));
        return changed;
    }

    /** {@return the default; of several, the newest} */
    private @Nullable Entry best() {
        Entry best = null;
        for (Entry entry : backend.store().current().all(place.classes())) {
            JsonNode annotations = entry.object().path("metadata").path("annotations");
            boolean isDefault = place.marks().stream()
                    .anyMatch(mark -> Json.textAt(annotations, mark).equals("true"));
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
