package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills in what a LimitRange says of resources, and holds new pods and claims to its bounds. */
final class LimitAdmission implements AdmissionHook {
    private static final String NOTE = "kubernetes.io/limit-ranger";

    private final Backend backend;

    LimitAdmission(Backend backend) {
        this.backend = backend;
    }

    private List<JsonNode> limits(AdmissionRequest request) {
        List<JsonNode> limits = new ArrayList<>();
        for (Entry entry : backend.store().current().all("limitranges")) {
            if (entry.namespace().equals(request.target().namespace())) {
                entry.object().path("spec").path("limits").forEach(limits::add);
            }
        }
        return limits;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        if (!Admissions.creates(request, "", "pods")) {
            return request.object();
        }
        List<JsonNode> limits = limits(request);
        if (limits.isEmpty() || !(request.object() instanceof ObjectNode object)) {
            return request.object();
        }
        ObjectNode pod = object.deepCopy();
        List<String> notes = new ArrayList<>();
        for (JsonNode limit : limits) {
            if (Json.textAt(limit, "type").equals("Container")) {
                for (JsonNode container : pod.path("spec").path("containers")) {
                    fill((ObjectNode) container, "container ", limit, notes);
                }
                for (JsonNode container : pod.path("spec").path("initContainers")) {
                    fill((ObjectNode) container, "init container ", limit, notes);
                }
            }
        }
        if (!notes.isEmpty()) {
            Json.objectAt(pod, "metadata", "annotations")
                    .put(NOTE, "LimitRanger plugin set: " + String.join("; ", notes));
        }
        return pod;
    }

    private static void fill(ObjectNode container, String word, JsonNode limit, List<String> notes) {
        Map<String, String> lists = new TreeMap<>(Map.of("requests", "defaultRequest", "limits", "default"));
        for (String list : List.of("requests", "limits")) {
            List<String> set = new ArrayList<>();
            for (Map.Entry<String, JsonNode> usual : limit.path(lists.get(list)).properties()) {
                if (!container.path("resources").path(list).has(usual.getKey())) {
                    Json.objectAt(container, "resources", list).set(usual.getKey(), usual.getValue());
                    set.add(usual.getKey());
                }
            }
            if (!set.isEmpty()) {
                set.sort(null);
                String what = list.substring(0, list.length() - 1);
                notes.add(String.join(", ", set) + " " + what + " for " + word + Json.textAt(container, "name"));
            }
        }
    }

    @Override
    public void validate(AdmissionRequest request) {
        boolean pods = Admissions.creates(request, "", "pods");
        boolean claims = Admissions.creates(request, "", "persistentvolumeclaims");
        if (!pods && !claims) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode limit : limits(request)) {
            LimitBounds bounds = new LimitBounds(limit, problems);
            JsonNode spec = request.object().path("spec");
            switch (Json.textAt(limit, "type")) {
                case "Container" -> {
                    if (pods) {
                        spec.path("containers").forEach(container -> bounds.check(container.path("resources")));
                        spec.path("initContainers").forEach(container -> bounds.check(container.path("resources")));
                    }
                }
                case "Pod" -> {
                    if (pods) {
                        bounds.check(PodResources.sum(spec));
                    }
                }
                case "PersistentVolumeClaim" -> {
                    if (claims) {
                        bounds.checkRequests(spec.path("resources").path("requests"));
                    }
                }
                default -> {}
            }
        }
        if (!problems.isEmpty()) {
            throw Admissions.forbidden(request, problems);
        }
    }
}
