package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a pod's spec must be like, in pods and in templates of pods. */
final class PodRules {
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private PodRules() {}

    static void validate(JsonNode spec, String path, FieldErrors errors) {
        JsonNode containers = spec.path("containers");
        Set<String> volumes = new HashSet<>();
        spec.path("volumes").forEach(volume -> volumes.add(Json.textAt(volume, "name")));
        if (containers.isEmpty()) {
            errors.required(path + ".containers", "");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            container(containers.get(i), path + ".containers[" + i + "]", volumes, errors);
            String name = Json.textAt(containers.get(i), "name");
            if (!name.isEmpty() && !names.add(name)) {
                errors.duplicate(path + ".containers[" + i + "].name", Json.text(name));
            }
        }
        String restart = Json.textAt(spec, "restartPolicy");
        if (!RESTART_POLICIES.contains(restart)) {
            errors.notSupported(path + ".restartPolicy", Json.text(restart), RESTART_POLICIES);
        }
        labels(spec.path("nodeSelector"), path + ".nodeSelector", errors);
        tolerations(spec.path("tolerations"), path + ".tolerations", errors);
    }

    private static void labels(JsonNode labels, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            NameRules.qualifiedName(label.getKey(), errors.minor())
                    .forEach(p -> errors.invalid(path, label.getKey(), p));
            String value = label.getValue().asText();
            NameRules.labelValue(value, errors.minor()).forEach(p -> errors.invalid(path, value, p));
        }
    }

    private static void container(JsonNode container, String path, Set<String> volumes, FieldErrors errors) {
        String name = Json.textAt(container, "name");
        if (name.isEmpty()) {
            errors.required(path + ".name", "");
        } else {
            NameRules.label(name, false).forEach(p -> errors.invalid(path + ".name", name, p));
        }
        String image = Json.textAt(container, "image");
        if (image.isEmpty()) {
            errors.required(path + ".image", "");
        } else if (!image.equals(image.strip())) {
            errors.invalid(path + ".image", image, "must not have leading or trailing whitespace");
        }
        ports(container.path("ports"), path + ".ports", errors);
        JsonNode mounts = container.path("volumeMounts");
        for (int i = 0; i < mounts.size(); i++) {
            String mount = Json.textAt(mounts.get(i), "name");
            if (!volumes.contains(mount)) {
                errors.notFound(path + ".volumeMounts[" + i + "].name", Json.text(mount));
            }
        }
        String pull = Json.textAt(container, "imagePullPolicy");
        if (!PULL_POLICIES.contains(pull)) {
            errors.notSupported(path + ".imagePullPolicy", Json.text(pull), PULL_POLICIES);
        }
        resources(container.path("resources"), path + ".resources", errors);
    }

    private static void ports(JsonNode ports, String path, FieldErrors errors) {
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String at = path + "[" + i + "]";
            if (!port.has("containerPort") || port.path("containerPort").asLong() == 0) {
                errors.required(at + ".containerPort", "");
            } else if (port.path("containerPort").asLong() < 1
                    || port.path("containerPort").asLong() > 65_535) {
                errors.invalid(
                        at + ".containerPort", port.path("containerPort"), "must be between 1 and 65535, inclusive");
            }
            String protocol = Json.textAt(port, "protocol");
            if (!PROTOCOLS.contains(protocol)) {
                errors.notSupported(at + ".protocol", Json.text(protocol), PROTOCOLS);
            }
        }
    }

    private static void resources(JsonNode resources, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> request : resources.path("requests").properties()) {
            JsonNode limit = resources.path("limits").path(request.getKey());
            String want = request.getValue().asText();
            if (limit.isTextual() && QuantityText.value(want).compareTo(QuantityText.value(limit.asText())) > 0) {
                errors.invalid(
                        path + ".requests",
                        want,
                        "must be less than or equal to " + request.getKey() + " limit of " + limit.asText());
            }
        }
    }

    private static void tolerations(JsonNode tolerations, String path, FieldErrors errors) {
        for (int i = 0; i < tolerations.size(); i++) {
            JsonNode toleration = tolerations.get(i);
            String at = path + "[" + i + "]";
            String key = Json.textAt(toleration, "key");
            String operator = Json.textAt(toleration, "operator");
            if (!key.isEmpty()) {
                NameRules.qualifiedName(key, errors.minor()).forEach(p -> errors.invalid(at + ".key", key, p));
            } else if (!operator.equals("Exists")) {
                errors.invalid(
                        at + ".operator",
                        operator,
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.has("tolerationSeconds")
                    && !Json.textAt(toleration, "effect").equals("NoExecute")) {
                errors.invalid(
                        at + ".effect",
                        Json.textAt(toleration, "effect"),
                        "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            String value = Json.textAt(toleration, "value");
            if (operator.equals("Exists") && !value.isEmpty()) {
                errors.invalid(at + ".operator", value, "value must be empty when `operator` is 'Exists'");
            }
        }
    }
}
