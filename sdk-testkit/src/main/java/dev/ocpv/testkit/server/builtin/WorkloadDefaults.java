package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;

/** The defaults that the real server sets in what runs pods from templates. */
final class WorkloadDefaults {
    private static final JsonNode QUARTER = Json.text("25%");

    private WorkloadDefaults() {}

    static void apps(String type, ObjectNode part) {
        switch (type) {
            case "apps.DeploymentSpec" -> {
                TypeDefaults.set(part, "replicas", 1);
                TypeDefaults.set(part, "revisionHistoryLimit", 10);
                TypeDefaults.set(part, "progressDeadlineSeconds", 600);
            }
            case "apps.DeploymentStrategy" -> {
                TypeDefaults.set(part, "type", "RollingUpdate");
                if (Json.textAt(part, "type").equals("RollingUpdate")) {
                    ObjectNode rolling = Json.objectAt(part, "rollingUpdate");
                    TypeDefaults.set(rolling, "maxUnavailable", QUARTER);
                    TypeDefaults.set(rolling, "maxSurge", QUARTER);
                }
            }
            case "apps.DaemonSetSpec" -> TypeDefaults.set(part, "revisionHistoryLimit", 10);
            case "apps.DaemonSetUpdateStrategy" -> {
                TypeDefaults.set(part, "type", "RollingUpdate");
                if (Json.textAt(part, "type").equals("RollingUpdate")) {
                    ObjectNode rolling = Json.objectAt(part, "rollingUpdate");
                    TypeDefaults.set(rolling, "maxUnavailable", 1);
                    TypeDefaults.set(rolling, "maxSurge", 0);
                } else if (part.get("rollingUpdate") instanceof ObjectNode rolling) {
                    TypeDefaults.set(rolling, "maxUnavailable", 0);
                    TypeDefaults.set(rolling, "maxSurge", 0);
                }
            }
            case "apps.ReplicaSetSpec" -> TypeDefaults.set(part, "replicas", 1);
            case "apps.StatefulSetSpec" -> {
                TypeDefaults.set(part, "podManagementPolicy", "OrderedReady");
                TypeDefaults.set(part, "replicas", 1);
                TypeDefaults.set(part, "revisionHistoryLimit", 10);
                ObjectNode retention = Json.objectAt(part, "persistentVolumeClaimRetentionPolicy");
                TypeDefaults.set(retention, "whenDeleted", "Retain");
                TypeDefaults.set(retention, "whenScaled", "Retain");
                for (JsonNode claim : part.path("volumeClaimTemplates")) {
                    TypeDefaults.set(Json.objectAt((ObjectNode) claim, "status"), "phase", "Pending");
                    ((ObjectNode) claim).put("kind", "PersistentVolumeClaim").put("apiVersion", "v1");
                }
            }
            case "apps.StatefulSetUpdateStrategy" -> {
                TypeDefaults.set(part, "type", "RollingUpdate");
                if (Json.textAt(part, "type").equals("RollingUpdate")) {
                    TypeDefaults.set(Json.objectAt(part, "rollingUpdate"), "partition", 0);
                }
            }
            default -> {}
        }
    }

    static void batch(String type, ObjectNode part) {
        switch (type) {
            case "batch.Job" -> job(part);
            case "batch.PodFailurePolicyOnPodConditionsPattern" -> TypeDefaults.set(part, "status", "True");
            case "batch.CronJobSpec" -> {
                TypeDefaults.set(part, "concurrencyPolicy", "Allow");
                TypeDefaults.set(part, "suspend", false);
                TypeDefaults.set(part, "successfulJobsHistoryLimit", 3);
                TypeDefaults.set(part, "failedJobsHistoryLimit", 1);
            }
            default -> {}
        }
    }

    /** A Job has defaults of its own; one that a cron job will make has not. */
    private static void job(ObjectNode job) {
        ObjectNode part = Json.objectAt(job, "spec");
        if (!part.has("completions") && !part.has("parallelism")) {
            part.set("completions", Json.number(1));
            part.set("parallelism", Json.number(1));
        }
        TypeDefaults.set(part, "parallelism", 1);
        TypeDefaults.set(part, "backoffLimit", part.has("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
        labelsOfTemplate(job);
        TypeDefaults.set(part, "completionMode", "NonIndexed");
        TypeDefaults.set(part, "suspend", false);
        TypeDefaults.set(part, "manualSelector", false);
        TypeDefaults.set(part, "podReplacementPolicy", part.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    }

    /** Who has no labels of its own shows those of its pods. */
    static void labelsOfTemplate(ObjectNode object) {
        JsonNode labels = object.path("spec").path("template").path("metadata").path("labels");
        ObjectNode metadata = Json.objectAt(object, "metadata");
        if (Json.isEmpty(metadata.path("labels")) && !Json.isEmpty(labels)) {
            metadata.set("labels", labels.deepCopy());
        }
    }

    /** What a replication controller selects follows from its template. */
    static void controller(ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (Json.isEmpty(spec.path("selector")) && !Json.isEmpty(labels)) {
            spec.set("selector", labels.deepCopy());
        }
        labelsOfTemplate(object);
        TypeDefaults.set(spec, "replicas", 1);
    }
}
