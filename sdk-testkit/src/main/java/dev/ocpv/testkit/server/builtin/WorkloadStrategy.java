package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What runs pods from a template: the selector is fixed and must fit the template. */
final class WorkloadStrategy extends RuledStrategy {
    private static final String TEMPLATES = "deprecated.daemonset.template.generation";

    private final boolean deployment;
    private final boolean job;
    private final boolean daemons;
    private final boolean named;
    private final boolean orphans;
    private final String[] template;
    private final String type;

    WorkloadStrategy(Kind kind) {
        super(kind, rules(kind));
        deployment = kind.name().equals("Deployment");
        job = kind.name().equals("Job");
        daemons = kind.name().equals("DaemonSet");
        named = !daemons && !kind.name().equals("PodTemplate");
        orphans = job || kind.name().equals("ReplicationController");
        template = switch (kind.name()) {
            case "PodTemplate" -> new String[] {"template"};
            case "CronJob" -> new String[] {"spec", "jobTemplate", "spec", "template"};
            default -> new String[] {"spec", "template"};
        };
        type = kind.type();
    }

    private static Rules rules(Kind kind) {
        return switch (kind.name()) {
            case "Deployment" -> Rules.of(WorkloadRules::deployment, WorkloadStrategy::sameSelector);
            case "ReplicaSet" -> Rules.of(again(WorkloadRules::replicaSet, kind), WorkloadStrategy::sameSelector);
            case "DaemonSet" ->
                kind.minor() < 34
                        ? Rules.of(again(WorkloadRules::daemonSet, kind), WorkloadStrategy::sameSelector)
                        : new Rules(WorkloadRules::daemonSet, (object, old) -> {
                            sameSelector(object, old);
                            WorkloadRules.daemonSet(object, old);
                        });
            case "StatefulSet" -> new Rules(WorkloadRules::statefulSet, WorkloadRules::statefulUpdate);
            case "ReplicationController" -> Rules.of(again(WorkloadRules::replicationController, kind));
            case "PodTemplate" -> Rules.of(WorkloadRules::podTemplate);
            case "CronJob" -> new Rules(CronJobRules::create, CronJobRules::update);
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

    /** The pods of a StatefulSet are named after it, and their hosts after them. */
    @Override
    public List<String> nameProblems(String name, boolean prefix) {
        return type.equals("apps.StatefulSet") ? NameRules.label(name, prefix) : super.nameProblems(name, prefix);
    }

    @Override
    public String defaultPropagation() {
        return orphans ? "Orphan" : "Background";
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
        return annotated
                || !object.path("template").equals(old.path("template"))
                || super.raisesGeneration(object, old);
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

    /** A gate that is off by default takes away how many pods of a StatefulSet may be away at once. */
    private void dropUnavailable(ObjectNode object) {
        if (type.equals("apps.StatefulSet")
                && object.path("spec").path("updateStrategy").get("rollingUpdate") instanceof ObjectNode rolling
                && rolling.has("maxUnavailable")) {
            rolling.remove("maxUnavailable");
        }
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        dropUnavailable(object);
        if (daemons) {
            countTemplates(object, 1);
        }
        if (job && !object.path("spec").path("manualSelector").asBoolean()) {
            ownSelector(object);
        }
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        dropUnavailable(object);
        JsonNode manager = object.path("spec").path("managedBy");
        super.prepareForUpdate(call, object, old);
        if (job && call.subresource().isEmpty() && manager.isTextual()) {
            // A release that does not let others manage Jobs says so only when one is new.
            Json.objectAt(object, "spec").set("managedBy", manager);
        }
        if (daemons) {
            long before =
                    old.path("metadata").path("annotations").path(TEMPLATES).asLong(0);
            boolean same =
                    object.path("spec").path("template").equals(old.path("spec").path("template"));
            countTemplates(object, same ? before : before + 1);
        }
    }

    /** Who reads a Job without labels sees those of its pods. */
    @Override
    public ObjectNode toStorage(ObjectNode object) {
        if (job) {
            WorkloadDefaults.labelsOfTemplate(object);
        }
        return object;
    }

    @Override
    public ObjectNode tried(ObjectNode object) {
        return toStorage(object);
    }

    /** A Job gets a selector by its own uid unless it brings one along. */
    private static void ownSelector(ObjectNode object) {
        ObjectNode labels = Json.objectAt(object, "spec", "template", "metadata", "labels");
        boolean shared = labels.equals(object.path("metadata").path("labels"));
        String uid = Json.textAt(object, "metadata", "uid");
        String name = Json.textAt(object, "metadata", "name");
        for (String prefix : List.of("", "batch.kubernetes.io/")) {
            labels.putIfAbsent(prefix + "job-name", Json.text(name));
            labels.putIfAbsent(prefix + "controller-uid", Json.text(uid));
        }
        if (shared) {
            Json.objectAt(object, "metadata").set("labels", labels.deepCopy());
        }
        Json.objectAt(object, "spec", "selector", "matchLabels")
                .putIfAbsent("batch.kubernetes.io/controller-uid", Json.text(uid));
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (call.subresource().equals("status")) {
            return;
        }
        if (old == null && named) {
            String name = PodWarnings.name(Json.textAt(object, "metadata", "name"), false);
            if (!name.isEmpty()) {
                call.warn(name);
            }
        }
        Part whole = Part.of(object, type, new FieldErrors(minor()));
        if (old == null || raisesGeneration(object, old)) {
            PodWarnings.collect(whole.at(template), call::warn);
        }
        if (minor() >= 34 && whole.at("spec", "revisionHistoryLimit").number() < 0 && type.equals("apps.StatefulSet")) {
            call.warn("spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is"
                    + " recommended");
        }
        if (old != null && CronJobRules.namesZone(whole.at("spec", "schedule"))) {
            call.warn("cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see"
                    + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return switch (type) {
            case "core.ReplicationController" -> Map.of("status.replicas", object -> count(object, "replicas"));
            case "batch.Job" -> Map.of("status.successful", object -> count(object, "succeeded"));
            default -> Map.of();
        };
    }

    private static String count(ObjectNode object, String field) {
        return Long.toString(object.path("status").path(field).asLong(0));
    }

    @Override
    void validateStatus(Part object, Part old) {
        if (job) {
            JobStatusRules.check(object, old);
        } else {
            WorkloadStatusRules.check(object, old);
        }
    }
}
