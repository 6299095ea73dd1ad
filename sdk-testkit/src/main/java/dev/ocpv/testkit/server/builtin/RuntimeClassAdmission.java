package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import java.util.Map;

/** Gives new pods the overhead of their runtime class, and sends them where it can run. */
final class RuntimeClassAdmission implements AdmissionHook {
    private final Backend backend;

    RuntimeClassAdmission(Backend backend) {
        this.backend = backend;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        if (!Admissions.creates(request, "", "pods") || !(request.object() instanceof ObjectNode pod)) {
            return request.object();
        }
        JsonNode named = pod.path("spec").path("runtimeClassName");
        if (!named.isTextual()) {
            noOverhead(request, pod.path("spec").path("overhead"));
            return pod;
        }
        Entry entry = backend.store().current().get("runtimeclasses.node.k8s.io", "", named.textValue());
        if (entry == null) {
            throw Admissions.forbidden(request, "pod rejected: RuntimeClass \"" + named.textValue() + "\" not found");
        }
        ObjectNode spec = Json.objectAt(pod.deepCopy(), "spec");
        overhead(request, entry.object(), spec);
        if (entry.object().path("scheduling").isObject()) {
            nodeSelector(request, entry.object().path("scheduling").path("nodeSelector"), spec);
            tolerations(entry.object().path("scheduling").path("tolerations"), spec);
        }
        ObjectNode changed = Json.shallow(pod);
        changed.set("spec", spec);
        return changed;
    }

    private static void noOverhead(AdmissionRequest request, JsonNode overhead) {
        if (overhead.isObject()) {
            throw Admissions.forbidden(
                    request, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }

    private static void overhead(AdmissionRequest request, ObjectNode runtime, ObjectNode spec) {
        JsonNode asked = spec.path("overhead");
        if (!runtime.path("overhead").isObject()) {
            noOverhead(request, asked);
            return;
        }
        JsonNode fixed = runtime.path("overhead").path("podFixed");
        if (!Json.isEmpty(asked) && !asked.equals(fixed)) {
            throw Admissions.forbidden(
                    request, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
        }
        if (fixed.isObject()) {
            spec.set("overhead", fixed);
        }
    }

    private static void nodeSelector(AdmissionRequest request, JsonNode wanted, ObjectNode spec) {
        if (Json.isEmpty(wanted)) {
            return;
        }
        ObjectNode selector = Json.objectAt(spec, "nodeSelector");
        for (Map.Entry<String, JsonNode> label : wanted.properties()) {
            String key = label.getKey();
            JsonNode known = selector.path(key);
            if (!known.isMissingNode() && !known.equals(label.getValue())) {
                throw Admissions.forbidden(
                        request,
                        "conflict: runtimeClass.scheduling.nodeSelector[" + key + "] = "
                                + label.getValue().asText() + "; pod.spec.nodeSelector[" + key + "] = "
                                + known.asText());
            }
            selector.set(key, label.getValue());
        }
    }

    /** Each toleration stands once; of two that say the same, the one that says more. */
    private static void tolerations(JsonNode more, ObjectNode spec) {
        PodStrategy.addTolerations(spec);
        ArrayNode all = Json.array();
        spec.path("tolerations").forEach(all::add);
        more.forEach(all::add);
        ArrayNode merged = Json.array();
        for (int i = 0; i < all.size(); i++) {
            boolean said = false;
            for (JsonNode known : merged) {
                said |= covers(known, all.get(i));
            }
            for (int j = i + 1; j < all.size(); j++) {
                said |= !all.get(i).equals(all.get(j)) && covers(all.get(j), all.get(i));
            }
            if (!said) {
                merged.add(all.get(i));
            }
        }
        if (!merged.isEmpty()) {
            spec.set("tolerations", merged);
        }
    }

    private static boolean covers(JsonNode wider, JsonNode toleration) {
        if (wider.equals(toleration)) {
            return true;
        }
        String key = Json.textAt(wider, "key");
        String effect = Json.textAt(wider, "effect");
        boolean exists = Json.textAt(wider, "operator").equals("Exists");
        if (!key.equals(Json.textAt(toleration, "key")) && !(key.isEmpty() && exists)) {
            return false;
        }
        if (!effect.isEmpty() && !effect.equals(Json.textAt(toleration, "effect"))) {
            return false;
        }
        boolean ends = effect.equals("NoExecute") && wider.has("tolerationSeconds");
        if (ends && !outlasts(wider, toleration)) {
            return false;
        }
        boolean equal = Json.textAt(toleration, "operator").equals("Equal");
        return exists || (equal && Json.textAt(wider, "value").equals(Json.textAt(toleration, "value")));
    }

    private static boolean outlasts(JsonNode wider, JsonNode toleration) {
        return toleration.has("tolerationSeconds")
                && toleration.path("tolerationSeconds").asLong()
                        <= wider.path("tolerationSeconds").asLong();
    }
}
