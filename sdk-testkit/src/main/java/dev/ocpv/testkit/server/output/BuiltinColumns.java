package dev.ocpv.testkit.server.output;

import static dev.ocpv.testkit.server.output.Cells.NONE;
import static dev.ocpv.testkit.server.output.Cells.UNSET;
import static dev.ocpv.testkit.server.output.Cells.age;
import static dev.ocpv.testkit.server.output.Cells.at;
import static dev.ocpv.testkit.server.output.Cells.column;
import static dev.ocpv.testkit.server.output.Cells.count;
import static dev.ocpv.testkit.server.output.Cells.joined;
import static dev.ocpv.testkit.server.output.Cells.named;
import static dev.ocpv.testkit.server.output.Cells.number;
import static dev.ocpv.testkit.server.output.Cells.selector;
import static dev.ocpv.testkit.server.output.Cells.since;
import static dev.ocpv.testkit.server.output.Cells.size;
import static dev.ocpv.testkit.server.output.Cells.text;
import static dev.ocpv.testkit.server.output.Cells.truth;
import static dev.ocpv.testkit.server.output.Cells.wide;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of built-in kinds. */
final class BuiltinColumns {
    /** The minor from which on tables of service accounts no longer count secrets. */
    private static final int ACCOUNTS_WITHOUT_SECRETS = 34;

    /** The minor from which on pods that are done stay so while they go. */
    private static final int DONE_BEFORE_GOING = 32;

    /** The minor from which on tables of priority classes say whether they preempt. */
    private static final int PREEMPTION = 31;

    private static final Map<String, List<Column>> CORE = Map.ofEntries(
            entry(
                    "ConfigMap",
                    named(
                            count(
                                    "Data",
                                    map -> (long) map.path("data").size()
                                            + map.path("binaryData").size()),
                            age())),
            entry(
                    "Secret",
                    named(
                            text("Type", "type", ""),
                            count("Data", secret -> (long) secret.path("data").size()),
                            age())),
            entry("Namespace", named(text("Status", "status.phase", ""), age())),
            entry("ServiceAccount", named(age())),
            entry(
                    "Node",
                    named(
                            text("Status", ClusterCells::nodeStatus),
                            text("Roles", ClusterCells::nodeRoles),
                            age(),
                            text("Version", "status.nodeInfo.kubeletVersion", ""),
                            wide(text("Internal-IP", node -> ClusterCells.nodeAddress(node, "InternalIP"))),
                            wide(text("External-IP", node -> ClusterCells.nodeAddress(node, "ExternalIP"))),
                            wide(text("OS-Image", "status.nodeInfo.osImage", "<unknown>")),
                            wide(text("Kernel-Version", "status.nodeInfo.kernelVersion", "<unknown>")),
                            wide(text("Container-Runtime", "status.nodeInfo.containerRuntimeVersion", "<unknown>")))),
            entry(
                    "Pod",
                    named(
                            text("Ready", pod -> new PodCells(pod).ready()),
                            text("Status", pod -> new PodCells(pod).status()),
                            column("Restarts", "string", (pod, now) -> Json.text(new PodCells(pod).restarts(now))),
                            age(),
                            wide(text("IP", "status.podIP", NONE)),
                            wide(text("Node", "spec.nodeName", NONE)),
                            wide(text("Nominated Node", "status.nominatedNodeName", NONE)),
                            wide(text("Readiness Gates", pod -> new PodCells(pod).readinessGates())))),
            entry(
                    "Service",
                    named(
                            text("Type", "spec.type", ""),
                            text("Cluster-IP", "spec.clusterIP", NONE),
                            text("External-IP", ClusterCells::externalIp),
                            text("Port(s)", ClusterCells::ports),
                            age(),
                            wide(text(
                                    "Selector",
                                    service -> selector(service.path("spec").path("selector")))))),
            entry(
                    "PersistentVolume",
                    named(
                            text("Capacity", "spec.capacity.storage", ""),
                            text(
                                    "Access Modes",
                                    volume -> Cells.accessModes(
                                            volume.path("spec").path("accessModes"))),
                            text("Reclaim Policy", "spec.persistentVolumeReclaimPolicy", ""),
                            text("Status", ClusterCells::phase),
                            text("Claim", ClusterCells::boundClaim),
                            text("StorageClass", "spec.storageClassName", ""),
                            text("VolumeAttributesClass", "spec.volumeAttributesClassName", UNSET),
                            text("Reason", "status.reason", ""),
                            age(),
                            wide(text("VolumeMode", "spec.volumeMode", UNSET)))),
            entry(
                    "PersistentVolumeClaim",
                    named(
                            text("Status", ClusterCells::phase),
                            text("Volume", "spec.volumeName", ""),
                            text("Capacity", ClusterCells::claimCapacity),
                            text("Access Modes", ClusterCells::claimModes),
                            text("StorageClass", "spec.storageClassName", ""),
                            text("VolumeAttributesClass", "spec.volumeAttributesClassName", UNSET),
                            age(),
                            wide(text("VolumeMode", "spec.volumeMode", UNSET)))));

    private static final Map<String, List<Column>> OTHERS = Map.ofEntries(
            entry(
                    "Deployment",
                    workload(
                            text(
                                    "Ready",
                                    deployment -> deployment
                                                    .path("status")
                                                    .path("readyReplicas")
                                                    .asInt(0)
                                            + "/"
                                            + deployment
                                                    .path("spec")
                                                    .path("replicas")
                                                    .asInt(0)),
                            count(
                                    "Up-to-date",
                                    deployment -> deployment
                                            .path("status")
                                            .path("updatedReplicas")
                                            .asLong(0)),
                            count(
                                    "Available",
                                    deployment -> deployment
                                            .path("status")
                                            .path("availableReplicas")
                                            .asLong(0)),
                            age())),
            entry(
                    "ReplicaSet",
                    workload(
                            number("Desired", "spec.replicas"),
                            number("Current", "status.replicas"),
                            number("Ready", "status.readyReplicas"),
                            age())),
            entry(
                    "DaemonSet",
                    workload(
                            number("Desired", "status.desiredNumberScheduled"),
                            number("Current", "status.currentNumberScheduled"),
                            number("Ready", "status.numberReady"),
                            number("Up-to-date", "status.updatedNumberScheduled"),
                            number("Available", "status.numberAvailable"),
                            text(
                                    "Node Selector",
                                    set -> selector(set.path("spec")
                                            .path("template")
                                            .path("spec")
                                            .path("nodeSelector"))),
                            age())),
            entry(
                    "StatefulSet",
                    named(
                            text(
                                    "Ready",
                                    set -> set.path("status")
                                                    .path("readyReplicas")
                                                    .asInt(0)
                                            + "/"
                                            + set.path("spec").path("replicas").asInt(0)),
                            age(),
                            containers(),
                            images())),
            entry(
                    "Job",
                    workload(
                            text("Status", ClusterCells::jobStatus),
                            text("Completions", ClusterCells::completions),
                            column("Duration", "string", (job, now) -> Json.text(ClusterCells.duration(job, now))),
                            age())),
            entry(
                    "StorageClass",
                    List.of(
                            new Column(
                                    "Name",
                                    "string",
                                    "name",
                                    Column.NAME.description(),
                                    0,
                                    (type, now) -> Json.text(Json.textAt(type, "metadata", "name")
                                            + (ClusterCells.isDefault(type) ? " (default)" : ""))),
                            text("Provisioner", "provisioner", ""),
                            text("ReclaimPolicy", "reclaimPolicy", "Delete"),
                            text("VolumeBindingMode", "volumeBindingMode", "Immediate"),
                            truth("AllowVolumeExpansion", "string", "allowVolumeExpansion"),
                            age())),
            entry("CSINode", named(size("Drivers", "spec.drivers"), age())),
            entry(
                    "VolumeAttachment",
                    named(
                            text("Attacher", "spec.attacher", "").formatted("name"),
                            text("PV", "spec.source.persistentVolumeName", ""),
                            text("Node", "spec.nodeName", ""),
                            truth("Attached", "boolean", "status.attached"),
                            age())),
            entry("RoleBinding", binding()),
            entry("ClusterRoleBinding", binding()),
            entry("Lease", named(text("Holder", "spec.holderIdentity", ""), age())),
            entry(
                    "PodDisruptionBudget",
                    named(
                            text("Min Available", "spec.minAvailable", "N/A"),
                            text("Max Unavailable", "spec.maxUnavailable", "N/A"),
                            number("Allowed Disruptions", "status.disruptionsAllowed"),
                            age())),
            entry(
                    "NetworkPolicy",
                    named(
                            text(
                                    "Pod-Selector",
                                    policy -> selector(policy.path("spec").path("podSelector"))),
                            age())),
            entry(
                    "PriorityClass",
                    named(
                            number("Value", "value"),
                            truth("Global-Default", "boolean", "globalDefault"),
                            age(),
                            text("PreemptionPolicy", "preemptionPolicy", ""))),
            entry(
                    "ValidatingAdmissionPolicy",
                    named(
                            size("Validations", "spec.validations"),
                            text("ParamKind", policy -> {
                                JsonNode kind = policy.path("spec").path("paramKind");
                                return kind.isObject()
                                        ? Json.textAt(kind, "apiVersion") + "/" + Json.textAt(kind, "kind")
                                        : UNSET;
                            }),
                            age())),
            entry(
                    "ValidatingAdmissionPolicyBinding",
                    named(
                            text("PolicyName", "spec.policyName", ""),
                            text("ParamRef", binding -> ClusterCells.parameters(binding.at("/spec/paramRef"))),
                            age())),
            entry("ValidatingWebhookConfiguration", named(size("Webhooks", "webhooks"), age())),
            entry("MutatingWebhookConfiguration", named(size("Webhooks", "webhooks"), age())));

    private static final List<Column> CUSTOM_SCALE =
            named(number("Desired", "spec.replicas"), number("Available", "status.replicas"), date("Age"));
    private static final List<Column> SCALE = List.of(
            text("Name", "metadata.name", ""),
            number("Desired", "spec.replicas"),
            number("Available", "status.replicas"),
            age());

    /** Kinds that nobody made columns for show the moment at which they were made. */
    private static final List<Column> GENERAL = named(
            column("Created At", "date", (object, now) -> Json.text(at(object, "metadata.creationTimestamp", ""))));

    private BuiltinColumns() {}

    static List<Column> of(String group, String kind, int minor) {
        if (kind.equals("Pod") && group.isEmpty() && minor < DONE_BEFORE_GOING) {
            List<Column> columns = new ArrayList<>(CORE.getOrDefault(kind, List.of()));
            columns.replaceAll(column ->
                    column.name().equals("Status") ? text("Status", pod -> new PodCells(pod).oldStatus()) : column);
            return columns;
        }
        if (kind.equals("PriorityClass") && minor < PREEMPTION) {
            return named(number("Value", "value"), truth("Global-Default", "boolean", "globalDefault"), age());
        }
        if (kind.equals("ServiceAccount") && minor < ACCOUNTS_WITHOUT_SECRETS) {
            return named(
                    count("Secrets", account -> (long) account.path("secrets").size()), age());
        }
        List<Column> known = group.isEmpty() ? CORE.get(kind) : OTHERS.get(kind);
        if (known == null) {
            known = OtherColumns.of(group, kind, minor);
        }
        return known == null ? GENERAL : known;
    }

    /** {@return the columns of a scale, which two servers have in common but for what they call its name and age} */
    static List<Column> scale(boolean custom) {
        return custom ? CUSTOM_SCALE : SCALE;
    }

    private static Column date(String name) {
        Column age = since(name, "metadata.creationTimestamp");
        return new Column(name, "date", "", "The time since the object was made.", 0, age.cell());
    }

    private static List<Column> workload(Column... columns) {
        List<Column> all = new ArrayList<>(named(columns));
        all.add(containers());
        all.add(images());
        all.add(wide(text("Selector", object -> selector(object.path("spec").path("selector")))));
        return List.copyOf(all);
    }

    private static Column containers() {
        return wide(text("Containers", object -> joined(Cells.containers(object.at("/spec/template")), "name")));
    }

    private static Column images() {
        return wide(text("Images", object -> joined(Cells.containers(object.at("/spec/template")), "image")));
    }

    private static List<Column> binding() {
        return named(
                text(
                        "Role",
                        binding -> Json.textAt(binding, "roleRef", "kind") + "/"
                                + Json.textAt(binding, "roleRef", "name")),
                age(),
                wide(text("Users", binding -> ClusterCells.subjects(binding, "User"))),
                wide(text("Groups", binding -> ClusterCells.subjects(binding, "Group"))),
                wide(text("ServiceAccounts", binding -> ClusterCells.subjects(binding, "ServiceAccount"))));
    }
}
