package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.store.Entry;
import org.jspecify.annotations.Nullable;

/** Gives new pods the number of their priority class. */
final class PriorityAdmission implements AdmissionHook {
    private final Backend backend;

    PriorityAdmission(Backend backend) {
        this.backend = backend;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        if (!Admissions.creates(request, "", "pods") || !(request.object() instanceof ObjectNode pod)) {
            return request.object();
        }
        String name = Json.textAt(pod, "spec", "priorityClassName");
        ObjectNode wanted = name.isEmpty() ? usual() : named(request, name);
        ObjectNode spec = Json.shallow(Json.objectAt(pod.deepCopy(), "spec"));
        JsonNode asked = spec.path("priority");
        long value = wanted.path("value").asLong(0);
        if (asked.isNumber() && asked.asLong() != value) {
            throw Admissions.forbidden(
                    request,
                    "the integer value of priority (" + asked.asLong()
                            + ") must not be provided in pod spec; priority admission controller computed " + value
                            + " from the given PriorityClass name");
        }
        String policy = Json.textAt(wanted, "preemptionPolicy");
        String given = Json.textAt(spec, "preemptionPolicy");
        if (!given.isEmpty() && !given.equals(policy)) {
            throw Admissions.forbidden(
                    request,
                    "the string value of PreemptionPolicy (" + given
                            + ") must not be provided in pod spec; priority admission controller computed " + policy
                            + " from the given PriorityClass name");
        }
        if (!Json.textAt(wanted, "name").isEmpty()) {
            spec.put("priorityClassName", Json.textAt(wanted, "name"));
        }
        spec.set("priority", Json.number(value));
        spec.put("preemptionPolicy", policy);
        ObjectNode changed = Json.shallow(pod);
        changed.set("spec", spec);
        return changed;
    }

    /** There is one default at most, and what the system itself needs stays. */
    @Override
    public void validate(AdmissionRequest request) {
        boolean write =
                request.operation().equals("CREATE") || request.operation().equals("UPDATE");
        if (!request.target().resource().equals("priorityclasses")) {
            return;
        }
        if (request.operation().equals("DELETE")
                && ClusterRules.SYSTEM_PRIORITIES.containsKey(request.target().name())) {
            throw Admissions.forbidden(request, "this is a system priority class and cannot be deleted");
        }
        if (!write || !request.object().path("globalDefault").asBoolean()) {
            return;
        }
        String name = Json.textAt(request.object(), "metadata", "name");
        for (Entry entry : backend.store().current().all("priorityclasses.scheduling.k8s.io")) {
            boolean other = !entry.name().equals(name);
            if (other && entry.object().path("globalDefault").asBoolean()) {
                throw Admissions.forbidden(
                        request,
                        "PriorityClass " + entry.name() + " is already marked as default. Only one default can exist");
            }
        }
    }

    private static ObjectNode priority(String name, long value, String policy) {
        ObjectNode priority = Json.object().put("name", name);
        priority.set("value", Json.number(value));
        return priority.put("preemptionPolicy", policy.isEmpty() ? "PreemptLowerPriority" : policy);
    }

    private ObjectNode named(AdmissionRequest request, String name) {
        Entry entry = backend.store().current().get("priorityclasses.scheduling.k8s.io", "", name);
        if (entry != null) {
            return of(entry);
        }
        Long system = ClusterRules.SYSTEM_PRIORITIES.get(name);
        if (system == null) {
            throw Admissions.forbidden(request, "no PriorityClass with name " + name + " was found");
        }
        return priority(name, system, "");
    }

    private static ObjectNode of(Entry entry) {
        return priority(
                entry.name(), entry.object().path("value").asLong(0), Json.textAt(entry.object(), "preemptionPolicy"));
    }

    /** {@return the default; the lowest of several, and nothing special without any} */
    private ObjectNode usual() {
        @Nullable ObjectNode lowest = null;
        for (Entry entry : backend.store().current().all("priorityclasses.scheduling.k8s.io")) {
            long value = entry.object().path("value").asLong(0);
            boolean lower = lowest == null || value < lowest.path("value").asLong(0);
            if (entry.object().path("globalDefault").asBoolean() && lower) {
                lowest = of(entry);
            }
        }
        return lowest == null ? priority("", 0, "") : lowest;
    }
}
