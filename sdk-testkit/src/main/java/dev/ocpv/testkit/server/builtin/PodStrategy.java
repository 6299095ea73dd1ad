package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Action;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pods: pending at first, deleted gracefully once they are on a node. */
final class PodStrategy extends PostingStrategy {
    private static final List<String> NODE_PROBLEMS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    /** The first minor in which only what is written to the status of a pod is held to its quality of service. */
    private static final int QUALITY_BY_STATUS = 33;

    PodStrategy(Kind kind) {
        super(
                kind,
                Map.of(
                        "binding",
                        new Kind("v1", "Binding", "core.Binding", kind.minor()),
                        "eviction",
                        new Kind("policy/v1", "Eviction", "policy.Eviction", kind.minor())));
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        TypeDefaults.pod(object);
        if (object.get("status") instanceof ObjectNode status) {
            firstAddress(status);
        }
    }

    /** The one address is the first of several. */
    private static void firstAddress(ObjectNode status) {
        String one = Json.textAt(status, "podIP");
        String first = Json.textAt(status.path("podIPs").path(0), "ip");
        if (!one.isEmpty() && !one.equals(first)) {
            status.putArray("podIPs").addObject().put("ip", one);
        } else if (one.isEmpty() && !first.isEmpty()) {
            status.put("podIP", first);
        }
    }

    @Override
    ObjectNode initialStatus(ObjectNode object) {
        ObjectNode status = Json.object();
        status.put("phase", "Pending");
        return status.put("qosClass", qosClass(object.path("spec")));
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        if (minor() >= 33) {
            Json.objectAt(object, "metadata").set("generation", Json.number(1));
        }
        ObjectNode spec = Json.objectAt(object, "spec");
        if (spec.path("terminationGracePeriodSeconds").asLong() < 0) {
            spec.set("terminationGracePeriodSeconds", Json.number(1));
        }
        TypeDefaults.set(spec, "priority", 0);
        TypeDefaults.set(spec, "preemptionPolicy", "PreemptLowerPriority");
        addTolerations(spec);
        if (!Json.isEmpty(spec.path("schedulingGates"))) {
            ObjectNode waiting =
                    Json.objectAt(object, "status").putArray("conditions").addObject();
            waiting.put("type", "PodScheduled").put("status", "False").putNull("lastProbeTime");
            if (minor() < 31) {
                waiting.putNull("lastTransitionTime");
            } else {
                waiting.put("lastTransitionTime", Json.textAt(object, "metadata", "creationTimestamp"));
            }
            waiting.put("reason", "SchedulingGated");
            waiting.put("message", "Scheduling is blocked due to non-empty scheduling gates");
        }
    }

    /** A pod outlives a short absence of its node, unless it says otherwise. */
    static void addTolerations(ObjectNode spec) {
        ArrayNode tolerations = spec.get("tolerations") instanceof ArrayNode list ? list : Json.array();
        ArrayNode all = Json.array().addAll(tolerations);
        for (String problem : NODE_PROBLEMS) {
            if (!tolerates(tolerations, problem)) {
                ObjectNode toleration = all.addObject();
                toleration.put("key", problem).put("operator", "Exists").put("effect", "NoExecute");
                toleration.set("tolerationSeconds", Json.number(300));
            }
        }
        if (all.size() > tolerations.size()) {
            spec.set("tolerations", all);
        }
    }

    /** What was worked out for a pod is not asked for again. */
    private static void keepPriority(ObjectNode spec, ObjectNode was) {
        for (String field : List.of("priority", "preemptionPolicy")) {
            if (!spec.hasNonNull(field)) {
                keep(field, spec, was);
            }
        }
    }

    private static boolean tolerates(ArrayNode tolerations, String taint) {
        for (JsonNode toleration : tolerations) {
            String key = Json.textAt(toleration, "key");
            String effect = Json.textAt(toleration, "effect");
            if ((key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return true;
            }
        }
        return false;
    }

    /** What of cpu and memory is asked for and limited decides how soon a pod is evicted. */
    static String qosClass(JsonNode spec) {
        JsonNode whole = spec.path("resources");
        if (!Json.isEmpty(whole.path("requests")) || !Json.isEmpty(whole.path("limits"))) {
            return qosClass(Json.object()
                    .set("containers", Json.array().add(Json.object().set("resources", whole))));
        }
        boolean any = false;
        boolean guaranteed = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                for (String resource : List.of("cpu", "memory")) {
                    String request = container
                            .path("resources")
                            .path("requests")
                            .path(resource)
                            .asText("");
                    String limit = container
                            .path("resources")
                            .path("limits")
                            .path(resource)
                            .asText("");
                    boolean hasRequest = QuantityText.value(request).signum() > 0;
                    boolean hasLimit = QuantityText.value(limit).signum() > 0;
                    any |= hasRequest || hasLimit;
                    guaranteed &= hasLimit && request.equals(limit);
                }
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (!call.subresource().equals("status")) {
            dropDisabled(object);
        }
        ObjectNode was = Json.objectAt(old, "spec");
        switch (call.subresource()) {
            case "status" -> {
                keep("spec", object, old);
                if (Json.textAt(object, "status", "qosClass").isEmpty()) {
                    keep("qosClass", Json.objectAt(object, "status"), Json.objectAt(old, "status"));
                }
                keep("ownerReferences", Json.objectAt(object, "metadata"), Json.objectAt(old, "metadata"));
            }
            case "binding" -> {}
            case "ephemeralcontainers" -> {
                ObjectNode spec = Json.shallow(was);
                keep("ephemeralContainers", spec, Json.objectAt(object, "spec"));
                object.set("spec", spec);
                keep("status", object, old);
                keepMetadata(object, old);
            }
            case "resize" -> {
                object.set("spec", resized(was, Json.objectAt(object, "spec")));
                keep("status", object, old);
                keepMetadata(object, old);
            }
            default -> {
                keep("status", object, old);
                if (!object.path("metadata").has("deletionTimestamp")) {
                    object.set("spec", Json.shallow(Json.objectAt(object, "spec")));
                    addTolerations(Json.objectAt(object, "spec"));
                    keepPriority(Json.objectAt(object, "spec"), was);
                }
            }
        }
        long generation = old.path("metadata").path("generation").asLong(0);
        boolean changed = !object.path("spec").equals(old.path("spec"));
        if (generation > 0 && changed && !call.subresource().equals("binding")) {
            Json.objectAt(object, "metadata").set("generation", Json.number(generation + 1));
        }
    }

    /** What a path of its own changes is nothing of the metadata. */
    private static void keepMetadata(ObjectNode object, ObjectNode old) {
        for (String field : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            keep(field, Json.objectAt(object, "metadata"), Json.objectAt(old, "metadata"));
        }
    }

    private static ObjectNode resized(ObjectNode was, ObjectNode wanted) {
        if (was.path("containers").size() != wanted.path("containers").size()
                || was.path("initContainers").size()
                        != wanted.path("initContainers").size()) {
            return wanted;
        }
        ObjectNode spec = was.deepCopy();
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                JsonNode container = wanted.path(list).path(i);
                ObjectNode own = (ObjectNode) spec.path(list).get(i);
                if (!container.path("name").equals(own.path("name"))) {
                    spec.set(list, wanted.path(list));
                    break;
                } else {
                    own.set("resources", container.path("resources"));
                    keep("resizePolicy", own, (ObjectNode) container);
                }
            }
        }
        return spec;
    }

    @Override
    Set<String> resetFields(String subresource) {
        return switch (subresource) {
            case "status" -> Set.of("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");
            // Until 1.31 nobody came to own what this path adds.
            case "ephemeralcontainers" ->
                minor() < 32 ? Set.of("metadata", "spec", "status") : super.resetFields(subresource);
            default -> super.resetFields(subresource);
        };
    }

    @Override
    public @Nullable Action connection(String subresource) {
        return PodConnections.of(subresource);
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        if (call.subresource().equals("eviction")
                && Json.textAt(sent, "apiVersion").equals("policy/v1beta1")) {
            sent.put("apiVersion", "policy/v1");
        }
        return super.decode(call, sent, strictness);
    }

    @Override
    public @Nullable Action action(String subresource) {
        return switch (subresource) {
            case "binding" -> PodActions::bind;
            case "eviction" -> PodActions::evict;
            default -> null;
        };
    }

    @Override
    public long gracePeriod(ObjectNode object, @Nullable Long asked) {
        JsonNode spec = object.path("spec");
        String phase = Json.textAt(object, "status", "phase");
        if (Json.textAt(spec, "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        return asked != null
                ? asked < 0 ? 1 : asked
                : spec.path("terminationGracePeriodSeconds").asLong(30);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        Part spec = Part.of(object, "core.Pod", errors).at("spec");
        PodRules.check(spec);
        PodRules.onlyPod(spec);
        if (!spec.at("ephemeralContainers").isZero()) {
            spec.at("ephemeralContainers").forbidden("cannot be set on create");
        }
        if (!spec.at("nodeName").isZero() && !spec.at("schedulingGates").isZero()) {
            spec.at("nodeName").forbidden("cannot be set until all schedulingGates have been cleared");
        }
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part spec = Part.of(object, "core.Pod", errors).at("spec");
        Part was = Part.of(old, "core.Pod", errors).at("spec");
        switch (call.subresource()) {
            case "" -> {
                PodRules.check(spec);
                PodRules.onlyPod(spec);
                if (minor() < QUALITY_BY_STATUS
                        && !qosClass(spec.value()).equals(Json.textAt(old, "status", "qosClass"))) {
                    errors.invalid("metadata", Json.textAt(old, "status", "qosClass"), "Pod QoS is immutable");
                }
                PodUpdates.check(spec, was);
            }
            case "ephemeralcontainers" -> {
                PodRules.check(spec);
                PodRules.onlyPod(spec);
                PodUpdates.ephemeral(spec, was);
            }
            case "resize" -> {
                PodRules.check(spec);
                PodRules.onlyPod(spec);
                PodResizeRules.check(Part.of(object, "core.Pod", errors), Part.of(old, "core.Pod", errors));
            }
            case "status" ->
                PodStatusRules.check(Part.of(object, "core.Pod", errors), Part.of(old, "core.Pod", errors));
            default -> {}
        }
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (old == null) {
            String name = PodWarnings.name(Json.textAt(object, "metadata", "name"), true);
            if (!name.isEmpty()) {
                call.warn(name);
            }
        }
        if (call.subresource().isEmpty()) {
            Part whole = Part.of(object, "core.Pod", new FieldErrors(minor()));
            PodWarnings.collect(whole, call::warn);
        } else if (call.subresource().equals("status")) {
            AddressWarnings.status(Part.of(object, "core.Pod", new FieldErrors(minor())), call::warn);
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        for (String path : List.of(
                "spec.nodeName",
                "spec.restartPolicy",
                "spec.schedulerName",
                "spec.serviceAccountName",
                "status.phase",
                "status.podIP",
                "status.nominatedNodeName")) {
            String[] steps = path.split("\\.", -1);
            fields.put(path, object -> Json.textAt(object, steps));
        }
        fields.put(
                "spec.hostNetwork",
                object ->
                        Boolean.toString(object.path("spec").path("hostNetwork").asBoolean()));
        fields.put("spec.host", fields.get("spec.nodeName"));
        fields.put("status.podIPs", object -> "");
        return fields;
    }
}
