package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;
import java.util.Set;

/** What runs pods from a template: the selector is fixed and must fit the template. */
final class WorkloadStrategy extends BuiltinStrategy {
    private final boolean deployment;
    private final boolean job;

    WorkloadStrategy(Kind kind) {
        super(kind);
        deployment = kind.name().equals("Deployment");
        job = kind.name().equals("Job");
    }

    @Override
    public String defaultPropagation() {
        return job ? "Orphan" : "Background";
    }

    @Override
    boolean raisesGeneration(ObjectNode object, ObjectNode old) {
        boolean annotated = deployment
                && !object.path("metadata")
                        .path("annotations")
                        .equals(old.path("metadata").path("annotations"));
        return annotated || super.raisesGeneration(object, old);
    }

    @Override
    Set<String> resetFields(String subresource) {
        return deployment && subresource.equals("status")
                ? Set.of("spec", "metadata.labels")
                : super.resetFields(subresource);
    }

    @Override
    void prepareStatus(Call call, ObjectNode object, ObjectNode old) {
        super.prepareStatus(call, object, old);
        if (deployment) {
            keep("labels", Json.objectAt(object, "metadata"), Json.objectAt(old, "metadata"));
        }
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        if (job && !object.path("spec").path("manualSelector").asBoolean()) {
            ownSelector(object);
        }
    }

    /** A Job gets a selector by its own uid unless it brings one along. */
    private static void ownSelector(ObjectNode object) {
        String uid = Json.textAt(object, "metadata", "uid");
        String name = Json.textAt(object, "metadata", "name");
        ObjectNode labels = Json.objectAt(object, "spec", "template", "metadata", "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid).put("job-name", name);
        Json.objectAt(object, "spec", "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        if (spec.path("replicas").asLong(0) < 0) {
            errors.invalid("spec.replicas", spec.path("replicas"), "must be greater than or equal to 0");
        }
        if (job) {
            return;
        }
        selector(spec, errors);
        PodRules.validate(spec.path("template").path("spec"), "spec.template.spec", errors);
        String restart = Json.textAt(spec, "template", "spec", "restartPolicy");
        if (!restart.equals("Always") && !restart.isEmpty()) {
            errors.notSupported("spec.template.spec.restartPolicy", Json.text(restart), java.util.List.of("Always"));
        }
    }

    private static void selector(JsonNode spec, FieldErrors errors) {
        JsonNode selector = spec.path("selector");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (selector.isMissingNode() || selector.isNull()) {
            errors.required("spec.selector", "");
        } else if (Json.isEmpty(selector.path("matchLabels")) && Json.isEmpty(selector.path("matchExpressions"))) {
            errors.invalid("spec.selector", selector, "empty selector is invalid for deployment");
        }
        if (!fits(selector, labels)) {
            errors.invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? NullNode.getInstance() : labels,
                    "`selector` does not match template `labels`");
        }
    }

    private static boolean fits(JsonNode selector, JsonNode labels) {
        if (selector.isMissingNode() || selector.isNull()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            if (!label.getValue().equals(labels.get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("status")) {
            return;
        }
        validateCreate(call, object, errors);
        JsonNode now = object.path("spec").path("selector");
        if (!now.equals(old.path("spec").path("selector"))) {
            errors.invalid("spec.selector", now, "field is immutable");
        }
    }
}
