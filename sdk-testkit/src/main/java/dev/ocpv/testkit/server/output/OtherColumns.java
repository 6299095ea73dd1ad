package dev.ocpv.testkit.server.output;

import static dev.ocpv.testkit.server.output.Cells.NONE;
import static dev.ocpv.testkit.server.output.Cells.UNSET;
import static dev.ocpv.testkit.server.output.Cells.age;
import static dev.ocpv.testkit.server.output.Cells.column;
import static dev.ocpv.testkit.server.output.Cells.containers;
import static dev.ocpv.testkit.server.output.Cells.count;
import static dev.ocpv.testkit.server.output.Cells.joined;
import static dev.ocpv.testkit.server.output.Cells.named;
import static dev.ocpv.testkit.server.output.Cells.number;
import static dev.ocpv.testkit.server.output.Cells.orNone;
import static dev.ocpv.testkit.server.output.Cells.selector;
import static dev.ocpv.testkit.server.output.Cells.size;
import static dev.ocpv.testkit.server.output.Cells.text;
import static dev.ocpv.testkit.server.output.Cells.truth;
import static dev.ocpv.testkit.server.output.Cells.wide;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of kinds that few clients list: what exposes, scales, limits, extends or signs. */
final class OtherColumns {
    /** The minor from which on the age of a quota stands last. */
    private static final int AGE_LAST = 31;

    private static final Map<String, List<Column>> CORE = Map.of(
            "PodTemplate",
            named(
                    text("Containers", object -> joined(containers(object.path("template")), "name")),
                    text("Images", object -> joined(containers(object.path("template")), "image")),
                    text("Pod Labels", object -> selector(Json.at(object, "template", "metadata", "labels")))),
            "ReplicationController",
            named(
                    number("Desired", "spec.replicas"),
                    number("Current", "status.replicas"),
                    number("Ready", "status.readyReplicas"),
                    age(),
                    wide(text("Containers", object -> joined(containers(object.at("/spec/template")), "name"))),
                    wide(text("Images", object -> joined(containers(object.at("/spec/template")), "image"))),
                    wide(text("Selector", object -> selector(object.at("/spec/selector"))))),
            "Endpoints",
            named(text("Endpoints", NetworkCells::endpoints), age()),
            "ResourceQuota",
            named(
                    text("Request", quota -> ClusterCells.quota(quota, false)),
                    text("Limit", quota -> ClusterCells.quota(quota, true)),
                    age()),
            "ComponentStatus",
            named(
                    text("Status", component -> ClusterCells.health(component, "status")),
                    text("Message", component -> ClusterCells.health(component, "message")),
                    text("Error", component -> ClusterCells.health(component, "error"))),
            "Event",
            EventCells.COLUMNS);

    private static final Map<String, List<Column>> GROUPS = Map.ofEntries(
            entry(
                    "ControllerRevision",
                    named(
                            text("Controller", ClusterCells::controller),
                            count(
                                    "Revision",
                                    revision -> revision.path("revision").asLong()),
                            age())),
            entry(
                    "CronJob",
                    named(
                            text("Schedule", "spec.schedule", ""),
                            text("Timezone", "spec.timeZone", NONE),
                            column("Suspend", "boolean", (job, now) -> Json.text(suspended(job.at("/spec/suspend")))),
                            size("Active", "status.active"),
                            column("Last Schedule", "string", (job, now) -> {
                                String last = Json.textAt(job, "status", "lastScheduleTime");
                                return Json.text(last.isEmpty() ? NONE : Ages.since(last, now));
                            }),
                            age(),
                            wide(text("Containers", job -> joined(containers(template(job)), "name"))),
                            wide(text("Images", job -> joined(containers(template(job)), "image"))),
                            wide(text("Selector", job -> selector(job.at("/spec/jobTemplate/spec/selector")))))),
            entry(
                    "Ingress",
                    named(
                            text("Class", "spec.ingressClassName", NONE),
                            text("Hosts", NetworkCells::hosts),
                            text("Address", NetworkCells::addresses),
                            text("Ports", ingress -> ingress.at("/spec/tls").isEmpty() ? "80" : "80, 443"),
                            age())),
            entry(
                    "IngressClass",
                    named(
                            text("Controller", "spec.controller", ""),
                            text("Parameters", NetworkCells::parameters),
                            age())),
            entry(
                    "EndpointSlice",
                    named(
                            text("AddressType", "addressType", ""),
                            text("Ports", NetworkCells::slicePorts),
                            text("Endpoints", NetworkCells::sliceEndpoints),
                            age())),
            entry(
                    "HorizontalPodAutoscaler",
                    named(
                            text("Reference", scaler -> scaledKind(scaler.at("/spec/scaleTargetRef"))),
                            text("Targets", AutoscalerCells::targets),
                            text("MinPods", "spec.minReplicas", UNSET),
                            count(
                                    "MaxPods",
                                    scaler -> scaler.at("/spec/maxReplicas").asLong()),
                            count(
                                    "Replicas",
                                    scaler ->
                                            scaler.at("/status/currentReplicas").asLong()),
                            age())),
            entry(
                    "CertificateSigningRequest",
                    named(
                            age(),
                            text("SignerName", "spec.signerName", NONE),
                            text("Requestor", "spec.username", ""),
                            text("RequestedDuration", ClusterCells::requestedDuration),
                            text("Condition", ClusterCells::signing))),
            entry("Event", EventCells.COLUMNS),
            entry("RuntimeClass", named(text("Handler", "handler", "").describedAs(""), age())),
            entry("VolumeAttributesClass", named(text("DriverName", "driverName", ""), age())),
            entry(
                    "CSIDriver",
                    named(
                            truth("AttachRequired", "boolean", "spec.attachRequired"),
                            truth("PodInfoOnMount", "boolean", "spec.podInfoOnMount"),
                            truth("StorageCapacity", "boolean", "spec.storageCapacity"),
                            text("TokenRequests", driver -> {
                                JsonNode requests = driver.at("/spec/tokenRequests");
                                return requests.isArray() ? joined(requests, "audience") : UNSET;
                            }),
                            truth("RequiresRepublish", "boolean", "spec.requiresRepublish"),
                            text("Modes", driver -> orNone(joined(driver.at("/spec/volumeLifecycleModes")))),
                            age())),
            entry(
                    "APIService",
                    named(
                            text("Service", ClusterCells::servedBy),
                            text("Available", ClusterCells::availability),
                            age())));

    private OtherColumns() {}

    /** {@return the columns of a kind, or null where it has none of its own} */
    static @Nullable List<Column> of(String group, String kind, int minor) {
        if (group.isEmpty() && kind.equals("ResourceQuota") && minor < AGE_LAST) {
            return named(
                    age(),
                    text("Request", quota -> ClusterCells.quota(quota, false)),
                    text("Limit", quota -> ClusterCells.quota(quota, true)));
        }
        return group.isEmpty() ? CORE.get(kind) : GROUPS.get(kind);
    }

    private static JsonNode template(JsonNode cronJob) {
        return cronJob.at("/spec/jobTemplate/spec/template");
    }

    private static String suspended(JsonNode suspend) {
        return suspend.isBoolean() ? (suspend.booleanValue() ? "True" : "False") : UNSET;
    }

    private static String scaledKind(JsonNode target) {
        return Json.textAt(target, "kind") + "/" + Json.textAt(target, "name");
    }
}
