package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs pods from a template: the selector is fixed and must fit the template. */
final class WorkloadStrategy extends RuledStrategy {
    private static final String TEMPLATES = "deprecated.daemonset.template.generation";

    private final boolean deployment;
    private final boolean job;
    private final boolean daemons;
    private final String type;

    WorkloadStrategy(Kind kind) {
        super(kind, rules(kind));
        deployment = kind.name().equals("Deployment");
        job = kind.name().equals("Job");
        daemons = kind.name().equals("DaemonSet");
        type = kind.type();
    }

    private static Rules rules(Kind kind) {
        return switch (kind.name()) {
            case "Deployment" -> Rules.of(WorkloadRules::deployment, WorkloadStrategy::sameSelector);
            case "ReplicaSet" -> Rules.of(again(WorkloadRules::replicaSet, kind), WorkloadStrategy::sameSelector);
            case "DaemonSet" -> Rules.of(again(WorkloadRules::daemonSet, kind), WorkloadStrategy::sameSelector);
            case "StatefulSet" -> new Rules(WorkloadRules::statefulSet, WorkloadRules::statefulUpdate);
            default -> new Rules(JobRules::check, JobRules::update);
        };
    }

    /** Older releases look at a changed object twice. */
    @SuppressWarnings("ReferenceEquality") // an object that is created has itself for the old one
    private static Rule again(Rule rule, Kind kind) {
        return (object, old) -> {
            rule.check(object, old);
            if (kind.minor() < 34 && object.value() != old.value()) {
                rule.check(object, old);
            }
        };
    }

    private static void sameSelector(Part object, Part old) {
        object.at("spec", "selector").immutable(old.at("spec", "selector"));
    }

    @Override
    public String defaultPropagation() {
        return job ? "Orphan" : "Background";
    }

    @Override
    public String deleteWarning() {
        return job
                ? "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove"
                        + " them or set propagationPolicy=Orphan to suppress this warning"
                : "";
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

    /** The templates of DaemonSets are counted in an annotation that is always there. */
    @Override
    void setDefaults(Call call, ObjectNode object) {
        if (daemons) {
            Json.objectAt(object, "metadata", "annotations").putIfAbsent(TEMPLATES, Json.text("0"));
        }
    }

    private static void countTemplates(ObjectNode object, long count) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        ObjectNode annotations = Json.shallow(Json.objectAt(metadata, "annotations"));
        metadata.set("annotations", annotations.put(TEMPLATES, Long.toString(count)));
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        if (daemons) {
            countTemplates(object, 1);
        }
        if (job && !object.path("spec").path("manualSelector").asBoolean()) {
            ownSelector(object);
        }
        if (job) {
            labelsOfTemplate(object);
        }
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        super.prepareForUpdate(call, object, old);
        if (job) {
            labelsOfTemplate(object);
        }
        if (daemons) {
            long before =
                    old.path("metadata").path("annotations").path(TEMPLATES).asLong(0);
            boolean same =
                    object.path("spec").path("template").equals(old.path("spec").path("template"));
            countTemplates(object, same ? before : before + 1);
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

    /** A Job without labels of its own shows those of its pods. */
    private static void labelsOfTemplate(ObjectNode object) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        var labels = object.path("spec").path("template").path("metadata").path("labels");
        if (Json.isEmpty(metadata.path("labels")) && !Json.isEmpty(labels)) {
            metadata.set("labels", labels.deepCopy());
        }
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (call.subresource().equals("status")) {
            return;
        }
        if (old == null && !daemons) {
            String name = PodWarnings.name(Json.textAt(object, "metadata", "name"), false);
            if (!name.isEmpty()) {
                call.warn(name);
            }
        }
        if (old == null || isNewGeneration(object, old)) {
            Part whole = Part.of(object, type, new FieldErrors(minor()));
            PodWarnings.collect(whole.at("spec", "template", "spec"), call::warn);
        }
    }

    private boolean isNewGeneration(ObjectNode object, ObjectNode old) {
        return daemons
                ? !old.path("spec").path("template").equals(object.path("spec").path("template"))
                : !old.path("metadata")
                        .path("generation")
                        .equals(object.path("metadata").path("generation"));
    }

    @Override
    void validateStatus(Part object) {
        if (!job) {
            WorkloadRules.status(object.at("status"));
        }
    }
}
