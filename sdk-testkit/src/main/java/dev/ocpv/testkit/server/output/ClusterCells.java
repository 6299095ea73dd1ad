package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What tables say of nodes, services, claims, jobs and events. */
final class ClusterCells {
    private static final String ROLE = "node-role.kubernetes.io/";

    private ClusterCells() {}

    static String nodeStatus(ObjectNode node) {
        String status = "Unknown";
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals("Ready")) {
                status = Json.textAt(condition, "status").equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.path("spec").path("unschedulable").asBoolean() ? status + ",SchedulingDisabled" : status;
    }

    static String nodeRoles(ObjectNode node) {
        TreeSet<String> roles = new TreeSet<>();
        for (Map.Entry<String, JsonNode> label :
                node.path("metadata").path("labels").properties()) {
            if (label.getKey().startsWith(ROLE) && label.getKey().length() > ROLE.length()) {
                roles.add(label.getKey().substring(ROLE.length()));
            } else if (label.getKey().equals("kubernetes.io/role")
                    && !label.getValue().asText().isEmpty()) {
                roles.add(label.getValue().asText());
            }
        }
        return Cells.orNone(String.join(",", roles));
    }

    static String nodeAddress(ObjectNode node, String type) {
        for (JsonNode address : node.path("status").path("addresses")) {
            if (Json.textAt(address, "type").equals(type)) {
                return Json.textAt(address, "address");
            }
        }
        return Cells.NONE;
    }

    static String externalIp(ObjectNode service) {
        String own = Cells.joined(service.path("spec").path("externalIPs"));
        String type = Cells.at(service, "spec.type", "ClusterIP");
        if (type.equals("ExternalName")) {
            return Cells.orNone(Json.textAt(service, "spec", "externalName"));
        }
        if (!type.equals("LoadBalancer")) {
            return Cells.orNone(own);
        }
        List<String> all = new ArrayList<>();
        for (JsonNode ingress : service.path("status").path("loadBalancer").path("ingress")) {
            all.add(Cells.at(ingress, "ip", Json.textAt(ingress, "hostname")));
        }
        service.path("spec").path("externalIPs").forEach(ip -> all.add(ip.asText()));
        return all.isEmpty() ? "<pending>" : String.join(",", all);
    }

    static String ports(ObjectNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            String node = port.path("nodePort").asInt(0) == 0
                    ? ""
                    : ":" + port.path("nodePort").asInt();
            ports.add(port.path("port").asInt() + node + "/" + Cells.at(port, "protocol", "TCP"));
        }
        return Cells.orNone(String.join(",", ports));
    }

    static String phase(ObjectNode volume) {
        return Cells.isGoing(volume) ? "Terminating" : Json.textAt(volume, "status", "phase");
    }

    /** Before it is bound, a claim has neither size nor modes. */
    static String claimCapacity(ObjectNode claim) {
        return isBound(claim) ? Json.textAt(claim, "status", "capacity", "storage") : "";
    }

    static String claimModes(ObjectNode claim) {
        return isBound(claim) ? Cells.accessModes(claim.path("status").path("accessModes")) : "";
    }

    private static boolean isBound(ObjectNode claim) {
        return !Json.textAt(claim, "spec", "volumeName").isEmpty();
    }

    static String boundClaim(ObjectNode volume) {
        JsonNode claim = volume.path("spec").path("claimRef");
        return claim.isObject() ? Json.textAt(claim, "namespace") + "/" + Json.textAt(claim, "name") : "";
    }

    static String jobStatus(ObjectNode job) {
        for (String type : List.of("Complete", "Failed")) {
            if (hasCondition(job, type)) {
                return type;
            }
        }
        if (Cells.isGoing(job)) {
            return "Terminating";
        }
        for (String type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (hasCondition(job, type)) {
                return type;
            }
        }
        return "Running";
    }

    private static boolean hasCondition(ObjectNode job, String type) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals(type)
                    && Json.textAt(condition, "status").equals("True")) {
                return true;
            }
        }
        return false;
    }

    static String completions(ObjectNode job) {
        int done = job.path("status").path("succeeded").asInt(0);
        JsonNode wanted = job.path("spec").path("completions");
        int parallel = job.path("spec").path("parallelism").asInt(0);
        if (wanted.isNumber()) {
            return done + "/" + wanted.asInt();
        }
        return parallel > 1 ? done + "/1 of " + parallel : done + "/1";
    }

    static String duration(ObjectNode job, Instant now) {
        String start = Json.textAt(job, "status", "startTime");
        if (start.isEmpty()) {
            return "";
        }
        String end = Json.textAt(job, "status", "completionTime");
        return end.isEmpty()
                ? Ages.since(start, now)
                : Ages.words(Duration.between(OffsetDateTime.parse(start), OffsetDateTime.parse(end)));
    }

    static String eventMoment(ObjectNode event, String field) {
        return Cells.at(event, field, Json.textAt(event, "eventTime"));
    }

    static String eventSource(ObjectNode event) {
        String component = Cells.at(event, "source.component", Json.textAt(event, "reportingComponent"));
        String host = Json.textAt(event, "source", "host");
        return host.isEmpty() ? component : component + ", " + host;
    }

    static String eventTarget(ObjectNode event) {
        return Json.textAt(event, "involvedObject", "kind").toLowerCase(java.util.Locale.ROOT)
                + "/"
                + Json.textAt(event, "involvedObject", "name");
    }

    /** {@return the subjects of one kind that a binding binds} */
    static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (Json.textAt(subject, "kind").equals(kind)) {
                String namespace = kind.equals("ServiceAccount") ? Json.textAt(subject, "namespace") + "/" : "";
                names.add(namespace + Json.textAt(subject, "name"));
            }
        }
        return String.join(",", names);
    }
}
