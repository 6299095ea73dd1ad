package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.NameRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is allowed in a pod but hardly meant. */
final class PodWarnings {
    private static final Map<String, String> OLD_LABELS = Map.of(
            "app.kubernetes.io/created-by", "deprecated since v1.9",
            "scheduler.alpha.kubernetes.io/preferAvoidPods",
                    "deprecated since v1.22; use Taints and Tolerations instead",
            "node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead",
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead");
    private static final Map<String, String> OLD_VOLUMES = Map.of(
            "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+",
            "gitRepo", "deprecated in v1.11",
            "scaleIO", "deprecated in v1.16, non-functional in v1.22+",
            "flocker", "deprecated in v1.22, non-functional in v1.25+",
            "storageos", "deprecated in v1.22, non-functional in v1.25+",
            "quobyte", "deprecated in v1.22, non-functional in v1.25+",
            "glusterfs", "deprecated in v1.25, non-functional in v1.26+",
            "cephfs", "deprecated in v1.28, non-functional in v1.31+",
            "rbd", "deprecated in v1.28, non-functional in v1.31+");

    private PodWarnings() {}

    /** {@return a warning where a name is more than a host name can take, or an empty text} */
    static String name(String name, boolean pod) {
        List<String> problems = NameRules.label(name, false);
        if (problems.isEmpty()) {
            return "";
        }
        return "metadata.name: this is used in " + (pod ? "the Pod's hostname" : "Pod names and hostnames")
                + ", which can result in surprising behavior; a DNS label is recommended: ["
                + String.join(" ", problems) + "]";
    }

    static void collect(Part spec, Consumer<String> warn) {
        for (String key : spec.at("nodeSelector").keys()) {
            String old = OLD_LABELS.get(key);
            if (old != null) {
                warn.accept(spec.at("nodeSelector").key(key).path() + ": " + old);
            }
        }
        affinity(spec.at("affinity", "nodeAffinity"), warn);
        for (Part constraint : spec.at("topologySpreadConstraints").items()) {
            oldKey(constraint.at("topologyKey"), warn);
        }
        for (Part volume : spec.at("volumes").items()) {
            for (String kind : volume.keys()) {
                if (OLD_VOLUMES.containsKey(kind)) {
                    warn.accept(volume.at(kind).path() + ": " + OLD_VOLUMES.get(kind));
                }
            }
            fraction(volume.at("emptyDir", "sizeLimit"), warn);
        }
        secrets(spec, warn);
        fraction(spec.at("overhead").key("memory"), warn);
        for (String list : List.of("initContainers", "containers")) {
            spec.at(list).items().forEach(container -> container(container, warn));
        }
        Part grace = spec.at("terminationGracePeriodSeconds");
        if (grace.number() < 0) {
            warn.accept(grace.path() + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
    }

    private static void affinity(Part affinity, Consumer<String> warn) {
        for (Part term : affinity.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
                .items()) {
            term.at("matchExpressions").items().forEach(one -> oldKey(one.at("key"), warn));
        }
        for (Part preferred :
                affinity.at("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            preferred.at("preference", "matchExpressions").items().forEach(one -> oldKey(one.at("key"), warn));
        }
    }

    /** {@return why a label of nodes should not be used any more} */
    static Optional<String> oldLabel(String key) {
        return Optional.ofNullable(OLD_LABELS.get(key));
    }

    /** {@return why a kind of volume should not be used any more} */
    static String oldVolume(String kind) {
        return OLD_VOLUMES.getOrDefault(kind, "");
    }

    static void oldKey(Part key, Consumer<String> warn) {
        String old = OLD_LABELS.get(key.text());
        if (old != null) {
            warn.accept(key.path() + ": " + key.text() + " is " + old);
        }
    }

    private static void secrets(Part spec, Consumer<String> warn) {
        List<Part> names = new ArrayList<>();
        spec.at("imagePullSecrets").items().forEach(secret -> names.add(secret.at("name")));
        Set<String> known = new HashSet<>();
        for (Part name : names) {
            if (!known.add(name.text())) {
                warn.accept(name.path() + ": duplicate name \"" + name.text() + "\"");
            }
        }
        for (Part name : names) {
            if (name.text().isEmpty()) {
                warn.accept(name.path() + ": invalid empty name \"\"");
            }
        }
    }

    private static void container(Part container, Consumer<String> warn) {
        for (String list : List.of("limits", "requests")) {
            for (String resource : List.of("memory", "ephemeral-storage")) {
                fraction(container.at("resources", list).key(resource), warn);
            }
        }
        Map<String, Part> variables = new HashMap<>();
        for (Part variable : container.at("env").items()) {
            String name = variable.at("name").text();
            Part before = variables.put(name, variable);
            boolean builds = variable.at("value").text().contains("$(" + name + ")");
            if (before != null && !builds) {
                warn.accept(variable.path() + ": hides previous definition of \"" + name
                        + "\", which may be dropped when using apply");
            }
        }
        ports(container, warn);
    }

    private static void ports(Part container, Consumer<String> warn) {
        Map<String, Part> known = new HashMap<>();
        Map<String, Part> names = new HashMap<>();
        for (Part port : container.at("ports").items()) {
            String name = port.at("name").text();
            Part named = name.isEmpty() ? null : names.putIfAbsent(name, port);
            if (named != null) {
                warn.accept(port.path() + ": duplicate port name \"" + name + "\" with " + named.path()
                        + ", services and probes that select ports by name will use " + named.path());
            }
            String place = port.at("protocol").text() + "/"
                    + port.at("containerPort").number() + "/"
                    + port.at("hostPort").number() + "/" + port.at("hostIP").text();
            Part before = known.putIfAbsent(place, port);
            if (before != null) {
                warn.accept(port.path() + ": duplicate port definition with " + before.path());
            }
        }
    }

    static void fraction(Part amount, Consumer<String> warn) {
        if (amount.isSet()
                && QuantityText.value(amount.text()).stripTrailingZeros().scale() > 0) {
            warn.accept(
                    amount.path() + ": fractional byte value \"" + amount.text() + "\" is invalid, must be an integer");
        }
    }
}
