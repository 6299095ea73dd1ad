package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        return isBound(claim) ? Cells.at(claim, "status.capacity.storage", "0") : "";
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

    /** {@return the subjects of one kind that a binding binds} */
    static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (Json.textAt(subject, "kind").equals(kind)) {
                String namespace = kind.equals("ServiceAccount") ? Json.textAt(subject, "namespace") + "/" : "";
                names.add(namespace + Json.textAt(subject, "name"));
            }
        }
        return String.join(", ", names);
    }

    static boolean isDefault(ObjectNode storageClass) {
        JsonNode annotations = storageClass.path("metadata").path("annotations");
        return Json.textAt(annotations, "storageclass.kubernetes.io/is-default-class")
                        .equals("true")
                || Json.textAt(annotations, "storageclass.beta.kubernetes.io/is-default-class")
                        .equals("true");
    }

    static String controller(ObjectNode revision) {
        for (JsonNode owner : revision.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                String version = Json.textAt(owner, "apiVersion");
                int slash = version.indexOf('/');
                String kind = Json.textAt(owner, "kind") + (slash < 0 ? "" : "." + version.substring(0, slash));
                return kind.toLowerCase(Locale.ROOT) + "/" + Json.textAt(owner, "name");
            }
        }
        return Cells.NONE;
    }

    /** {@return what is used of what a quota allows: of limits, or of all else} */
    static String quota(ObjectNode quota, boolean limits) {
        JsonNode status = quota.path("status");
        TreeMap<String, String> parts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> hard : status.path("hard").properties()) {
            if (hard.getKey().startsWith("limits.") == limits) {
                String used = status.path("used").path(hard.getKey()).asText("0");
                parts.put(
                        hard.getKey(),
                        hard.getKey() + ": " + used + "/" + hard.getValue().asText());
            }
        }
        return String.join(", ", parts.values());
    }

    static String health(ObjectNode component, String what) {
        for (JsonNode condition : component.path("conditions")) {
            if (Json.textAt(condition, "type").equals("Healthy")) {
                boolean healthy = Json.textAt(condition, "status").equals("True");
                return what.equals("status") ? (healthy ? "Healthy" : "Unhealthy") : Json.textAt(condition, what);
            }
        }
        return what.equals("status") ? "Unknown" : "";
    }

    static String requestedDuration(ObjectNode request) {
        JsonNode seconds = request.path("spec").path("expirationSeconds");
        return seconds.isNumber() ? Ages.words(Duration.ofSeconds(seconds.asLong())) : Cells.NONE;
    }

    static String signing(ObjectNode request) {
        JsonNode status = request.path("status");
        Set<String> types = new HashSet<>();
        status.path("conditions").forEach(condition -> types.add(Json.textAt(condition, "type")));
        String decision = types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
        return decision
                + (types.contains("Failed") ? ",Failed" : "")
                + (Json.textAt(status, "certificate").isEmpty() ? "" : ",Issued");
    }

    static String servedBy(ObjectNode apiService) {
        JsonNode service = apiService.path("spec").path("service");
        return service.isObject() ? Json.textAt(service, "namespace") + "/" + Json.textAt(service, "name") : "Local";
    }

    static String availability(ObjectNode apiService) {
        for (JsonNode condition : apiService.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals("Available")) {
                String status = Json.textAt(condition, "status");
                return status.equals("True") ? status : status + " (" + Json.textAt(condition, "reason") + ")";
            }
        }
        return "Unknown";
    }

    /** {@return the parameters that a binding refers to; a selector is shown as Go shows its struct} */
    static String parameters(JsonNode ref) {
        String name = Json.textAt(ref, "name");
        if (!name.isEmpty()) {
            return Cells.at(ref, "namespace", "*") + "/" + name;
        }
        return ref.path("selector").isObject() ? struct(ref.path("selector")) : Cells.UNSET;
    }

    private static String struct(JsonNode selector) {
        StringBuilder labels = new StringBuilder();
        TreeMap<String, String> sorted = new TreeMap<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> sorted.put(label.getKey(), label.getValue().asText()));
        sorted.forEach(
                (key, value) -> labels.append(key).append(": ").append(value).append(','));
        StringBuilder expressions = new StringBuilder();
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            expressions.append("LabelSelectorRequirement{Key:%s,Operator:%s,Values:[%s],},"
                    .formatted(
                            Json.textAt(expression, "key"),
                            Json.textAt(expression, "operator"),
                            String.join(" ", values)));
        }
        return "&LabelSelector{MatchLabels:map[string]string{" + labels
                + "},MatchExpressions:[]LabelSelectorRequirement{" + expressions + "},}";
    }
}
