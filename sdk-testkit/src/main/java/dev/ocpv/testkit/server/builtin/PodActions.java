package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DeleteOptions;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.Verbs;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a POST below a pod does: it comes to a node, or it has to leave. */
final class PodActions {
    private static final List<String> RUN = List.of("Succeeded", "Failed");

    /** The minor from which on a pod gets the labels of its binding. */
    private static final int LABELS_PODS = 35;

    private PodActions() {}

    /** Puts a pod on a node, once. */
    static Outcome bind(Call call, Verbs verbs) {
        ObjectNode binding = verbs.sent(call);
        checkTarget(binding, call, verbs);
        verbs.admit(call, binding);
        Call.Address address = new Call.Address("update", call.namespace(), call.name(), "binding");
        return bind(Verbs.callOn(call, call.def(), address), binding, verbs);
    }

    static Outcome bind(Call call, ObjectNode binding, Verbs verbs) {
        String node = Json.textAt(binding, "target", "name");
        verbs.update(call, old -> {
            checkPreconditions(call, binding, old);
            String there = Json.textAt(old, "spec", "nodeName");
            if (old.path("metadata").has("deletionTimestamp")) {
                throw refused(call, "pod " + call.name() + " is being deleted, cannot be assigned to a host");
            }
            if (!there.isEmpty()) {
                throw refused(call, "pod " + call.name() + " is already assigned to node \"" + there + "\"");
            }
            if (!Json.isEmpty(old.path("spec").path("schedulingGates"))) {
                throw refused(call, "pod " + call.name() + " has non-empty .spec.schedulingGates");
            }
            return bound(old, binding, node, verbs);
        });
        return Verbs.created();
    }

    /** A binding that names a pod more exactly is for that one only. */
    private static void checkPreconditions(Call call, ObjectNode binding, ObjectNode pod) {
        for (String field : List.of("uid", "resourceVersion")) {
            String wanted = Json.textAt(binding, "metadata", field);
            String found = Json.textAt(pod, "metadata", field);
            if (!wanted.isEmpty() && !wanted.equals(found)) {
                String name = field.equals("uid") ? "UID" : "ResourceVersion";
                throw Registry.unmetPrecondition(call, name, wanted, found);
            }
        }
    }

    private static ObjectNode bound(ObjectNode old, ObjectNode binding, String node, Verbs verbs) {
        ObjectNode pod = Json.withOwnMetadata(old);
        ObjectNode spec = Json.shallow(Json.objectAt(old, "spec"));
        pod.set("spec", spec.put("nodeName", node));
        boolean labels = verbs.backend().minor() >= LABELS_PODS;
        for (String field : labels ? List.of("annotations", "labels") : List.of("annotations")) {
            JsonNode more = binding.path("metadata").path(field);
            if (more.isObject()) {
                ObjectNode all =
                        old.path("metadata").get(field) instanceof ObjectNode was ? Json.shallow(was) : Json.object();
                Json.objectAt(pod, "metadata").set(field, all.setAll((ObjectNode) more));
            }
        }
        condition(pod, "PodScheduled", verbs.backend().now());
        return pod;
    }

    /** {@return the condition of the type, made true} */
    private static ObjectNode condition(ObjectNode pod, String type, String now) {
        ObjectNode status = Json.shallow(Json.objectAt(pod, "status"));
        ArrayNode conditions = Json.array();
        status.path("conditions").forEach(one -> {
            if (!Json.textAt(one, "type").equals(type)) {
                conditions.add(one);
            }
        });
        ObjectNode condition = conditions.addObject();
        condition
                .put("type", type)
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", now);
        status.set("conditions", conditions);
        pod.set("status", status);
        return condition;
    }

    private static StatusException refused(Call call, String why) {
        return Statuses.conflict("", "pods/binding", call.name(), why);
    }

    static void checkTarget(ObjectNode binding, Call call, Verbs verbs) {
        if (!Json.textAt(binding, "metadata", "name").equals(call.name())) {
            throw Statuses.badRequest("name in URL does not match name in Binding object");
        }
        List<String> problems = new ArrayList<>();
        int minor = verbs.backend().minor();
        String kind = Json.textAt(binding, "target", "kind");
        if (!kind.isEmpty() && !kind.equals("Node")) {
            problems.add(FieldError.notSupported("target.kind", Json.text(kind), List.of("Node", "<empty>"))
                    .message(minor));
        }
        if (Json.textAt(binding, "target", "name").isEmpty()) {
            problems.add(FieldError.required("target.name", "").message(minor));
        }
        if (!problems.isEmpty()) {
            throw Statuses.plain(500, problems.size() == 1 ? problems.get(0) : "[" + String.join(", ", problems) + "]");
        }
    }

    /** Deletes a pod if the disruption budgets allow it. */
    static Outcome evict(Call call, Verbs verbs) {
        ObjectNode eviction = verbs.sent(call);
        if (!Json.textAt(eviction, "metadata", "name").equals(call.name())) {
            throw Statuses.badRequest("name in URL does not match name in Eviction object");
        }
        Entry entry = verbs.backend().store().current().get("pods", call.namespace(), call.name());
        if (entry == null) {
            throw call.notFound();
        }
        JsonNode dry = eviction.path("deleteOptions").path("dryRun");
        if (!Json.isEmpty(dry)) {
            checkDryRun(dry, verbs.backend().minor());
            return Verbs.created();
        }
        verbs.admit(call, eviction);
        ObjectNode pod = entry.object();
        boolean gone = RUN.contains(Json.textAt(pod, "status", "phase"))
                || Json.textAt(pod, "status", "phase").equals("Pending")
                || pod.path("metadata").has("deletionTimestamp");
        if (!gone) {
            spend(call, verbs, pod);
        }
        ResourceDef def = call.def();
        Call onPod = Verbs.callOn(call, def, new Call.Address("update", call.namespace(), call.name(), "status"));
        if (!pod.path("metadata").has("deletionTimestamp")) {
            verbs.update(onPod, old -> disrupted(old, verbs.backend().now()));
        }
        Call delete = Verbs.callOn(call, def, new Call.Address("delete", call.namespace(), call.name(), ""));
        verbs.delete(delete, options(eviction.path("deleteOptions")));
        return Verbs.created();
    }

    private static void checkDryRun(JsonNode values, int minor) {
        for (JsonNode value : values) {
            if (!value.asText().equals("All")) {
                FieldErrors errors = new FieldErrors(minor);
                errors.notSupported("dryRun", GoText.texts(values, minor), List.of("All"));
                throw Statuses.invalid("meta.k8s.io", "DeleteOptions", "", errors.causes());
            }
        }
    }

    private static ObjectNode disrupted(ObjectNode old, String now) {
        ObjectNode pod = Json.withOwnMetadata(old);
        condition(pod, "DisruptionTarget", now)
                .put("reason", "EvictionByEvictionAPI")
                .put("message", "Eviction API: evicting");
        return pod;
    }

    private static DeleteOptions options(JsonNode sent) {
        JsonNode grace = sent.path("gracePeriodSeconds");
        String uid = Json.textAt(sent, "preconditions", "uid");
        String version = Json.textAt(sent, "preconditions", "resourceVersion");
        return new DeleteOptions(
                grace.isNumber() ? grace.asLong() : null,
                null,
                uid.isEmpty() ? null : uid,
                version.isEmpty() ? null : version,
                false);
    }

    /** Takes one disruption from the budget that covers the pod. */
    private static void spend(Call call, Verbs verbs, ObjectNode pod) {
        List<Entry> budgets = new ArrayList<>();
        for (Entry budget : verbs.backend().store().current().all("poddisruptionbudgets.policy")) {
            JsonNode selector = budget.object().path("spec").path("selector");
            if (budget.namespace().equals(call.namespace())
                    && LabelSelectorRules.fits(selector, pod.path("metadata").path("labels"))) {
                budgets.add(budget);
            }
        }
        if (budgets.size() > 1) {
            throw Statuses.plain(
                    500,
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        if (budgets.isEmpty() || isUnready(pod, budgets.get(0).object())) {
            return;
        }
        Entry budget = budgets.get(0);
        ResourceDef def = verbs.backend().catalog().find("policy/v1", "poddisruptionbudgets");
        if (def == null) {
            return;
        }
        Call write = Verbs.callOn(call, def, new Call.Address("update", call.namespace(), budget.name(), "status"));
        verbs.update(write, old -> spent(old, call.name(), verbs.backend().now()));
    }

    /** A pod that is not healthy anyway may go, while enough others are, or always if the budget says so. */
    private static boolean isUnready(ObjectNode pod, ObjectNode budget) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals("Ready")
                    && Json.textAt(condition, "status").equals("True")) {
                return false;
            }
        }
        long healthy = budget.path("status").path("currentHealthy").asLong(0);
        long wanted = budget.path("status").path("desiredHealthy").asLong(0);
        return Json.textAt(budget, "spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow")
                || (healthy >= wanted && wanted > 0);
    }

    private static ObjectNode spent(ObjectNode old, String pod, String now) {
        JsonNode status = old.path("status");
        long generation = old.path("metadata").path("generation").asLong(0);
        String name = Json.textAt(old, "metadata", "name");
        if (status.path("observedGeneration").asLong(0) < generation) {
            throw tooMany(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    "The disruption budget " + name + " is still being processed by the server.",
                    10);
        }
        long allowed = status.path("disruptionsAllowed").asLong(0);
        if (allowed <= 0) {
            throw tooMany(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    "The disruption budget " + name + " needs "
                            + status.path("desiredHealthy").asLong(0) + " healthy pods and has "
                            + status.path("currentHealthy").asLong(0) + " currently",
                    0);
        }
        ObjectNode budget = Json.withOwnMetadata(old);
        ObjectNode changed = Json.shallow((ObjectNode) status);
        changed.set("disruptionsAllowed", Json.number(allowed - 1));
        ObjectNode pods = status.get("disruptedPods") instanceof ObjectNode known ? Json.shallow(known) : Json.object();
        changed.set("disruptedPods", pods.put(pod, now));
        changed.set("conditions", allowed(changed, allowed > 1, generation, now));
        budget.set("status", changed);
        return budget;
    }

    private static ArrayNode allowed(ObjectNode status, boolean more, long generation, String now) {
        ArrayNode conditions = Json.array();
        String since = now;
        for (JsonNode one : status.path("conditions")) {
            if (!Json.textAt(one, "type").equals("DisruptionAllowed")) {
                conditions.add(one);
            } else if (Json.textAt(one, "status").equals(more ? "True" : "False")) {
                since = Json.textAt(one, "lastTransitionTime");
            }
        }
        ObjectNode condition = conditions.addObject();
        condition.put("type", "DisruptionAllowed").put("status", more ? "True" : "False");
        condition.set("observedGeneration", Json.number(generation));
        condition.put("lastTransitionTime", since);
        condition.put("reason", more ? "SufficientPods" : "InsufficientPods").put("message", "");
        return conditions;
    }

    private static StatusException tooMany(String words, String cause, @Nullable Integer after) {
        ObjectNode details = Json.object();
        details.putArray("causes").add(new Cause("DisruptionBudget", cause, "").toJson());
        StatusException refused = new StatusException(429, "TooManyRequests", words, details);
        return after == null || after == 0 ? refused : refused.retryAfter(after);
    }
}
