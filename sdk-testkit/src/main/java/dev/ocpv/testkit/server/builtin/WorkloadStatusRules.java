package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Map;

/** What may be said of how many pods there are: nothing negative, and no part greater than the whole. */
final class WorkloadStatusRules {
    private static final Map<String, List<String>> COUNTS = Map.of(
            "apps.Deployment",
            List.of(
                    "observedGeneration",
                    "replicas",
                    "updatedReplicas",
                    "readyReplicas",
                    "availableReplicas",
                    "unavailableReplicas",
                    "terminatingReplicas",
                    "collisionCount"),
            "apps.ReplicaSet",
            List.of(
                    "replicas",
                    "fullyLabeledReplicas",
                    "readyReplicas",
                    "availableReplicas",
                    "observedGeneration",
                    "terminatingReplicas"),
            "core.ReplicationController",
            List.of("replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration"),
            "apps.StatefulSet",
            List.of(
                    "replicas",
                    "readyReplicas",
                    "currentReplicas",
                    "updatedReplicas",
                    "availableReplicas",
                    "observedGeneration",
                    "collisionCount"),
            "apps.DaemonSet",
            List.of(
                    "currentNumberScheduled",
                    "numberMisscheduled",
                    "desiredNumberScheduled",
                    "numberReady",
                    "observedGeneration",
                    "updatedNumberScheduled",
                    "numberAvailable",
                    "numberUnavailable",
                    "collisionCount"));
    private static final Map<String, List<String>> PARTS = Map.of(
            "apps.Deployment", List.of("updatedReplicas", "readyReplicas", "availableReplicas"),
            "apps.ReplicaSet", List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"),
            "core.ReplicationController", List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"),
            "apps.StatefulSet", List.of("readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"),
            "apps.DaemonSet", List.of());

    private WorkloadStatusRules() {}

    static void check(Part object, Part old) {
        String kind = object.struct();
        Part status = object.at("status");
        for (String field : COUNTS.getOrDefault(kind, List.of())) {
            status.at(field).notNegative();
        }
        long all = status.at("replicas").number();
        for (String field : PARTS.getOrDefault(kind, List.of())) {
            if (status.at(field).number() > all) {
                status.at(field).invalid("cannot be greater than status.replicas");
            }
        }
        Part available = status.at("availableReplicas");
        if (available.number() > status.at("readyReplicas").number()) {
            String whole = kind.equals("apps.StatefulSet") ? "status.readyReplicas" : "readyReplicas";
            available.invalid("cannot be greater than " + whole);
        }
        Part collisions = status.at("collisionCount");
        Part before = old.at("status", "collisionCount");
        if (before.isSet() && (!collisions.isSet() || collisions.number() < before.number())) {
            collisions.invalid(Json.number(collisions.number()), "cannot be decremented");
        }
    }
}
