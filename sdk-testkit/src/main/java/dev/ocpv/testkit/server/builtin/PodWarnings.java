package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.NameRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static final Map<String, String> OLD_ANNOTATIONS = new TreeMap<>(Map.of(
            "scheduler.alpha.kubernetes.io/critical-pod",
            "non-functional in v1.16+; use the \"priorityClassName\" field instead",
            "security.alpha.kubernetes.io/sysctls",
            "non-functional in v1.11+; use the \"sysctls\" field instead",
            "security.alpha.kubernetes.io/unsafe-sysctls",
            "non-functional in v1.11+; use the \"sysctls\" field instead"));

    /** The first minor that does not fetch repositories into volumes unless it is told to. */
    private static final int WITHOUT_GIT = 33;

    /** The first minor that looks at values of preferences. */
    private static final int CHECKED_VALUES = 32;

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

    /** Tells what is found in a pod, or in a template of pods. */
    static void collect(Part pod, Consumer<String> warn) {
        Part spec = pod.at("spec");
        for (String key : spec.at("nodeSelector").keys()) {
            String old = OLD_LABELS.get(key);
            if (old != null) {
                warn.accept(spec.at("nodeSelector").key(key).path() + ": " + old);
            }
        }
        affinity(spec.at("affinity", "nodeAffinity"), warn);
        for (Part constraint : spec.at("topologySpreadConstraints").items()) {
            oldKey(constraint.at("topologyKey"), warn);
            matchesNothing(constraint.at("labelSelector"), warn);
        }
        annotations(pod.at("metadata", "annotations"), warn);
        for (Part volume : spec.at("volumes").items()) {
            volume(volume, warn);
        }
        spec.at("volumes").items().forEach(volume -> PathWarnings.collect(volume, warn));
        twice(spec.at("hostAliases"), "ip", "duplicate ip", warn);
        twice(spec.at("imagePullSecrets"), "name", "duplicate name", warn);
        for (Part secret : spec.at("imagePullSecrets").items()) {
            if (secret.at("name").isZero()) {
                warn.accept(secret.at("name").path() + ": invalid empty name \"\"");
            }
        }
        fraction(spec.at("overhead").key("memory"), warn);
        fraction(spec.at("overhead").key("ephemeral-storage"), warn);
        List<Part> containers = PodParts.containers(spec);
        profiles(pod, containers, warn);
        PortWarnings.collect(containers, warn);
        Part grace = spec.at("terminationGracePeriodSeconds");
        if (grace.number() < 0) {
            warn.accept(grace.path() + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            Part affinity = spec.at("affinity", kind);
            affinity.at("requiredDuringSchedulingIgnoredDuringExecution")
                    .items()
                    .forEach(term -> matchesNothing(term.at("labelSelector"), warn));
            affinity.at("preferredDuringSchedulingIgnoredDuringExecution")
                    .items()
                    .forEach(term -> matchesNothing(term.at("podAffinityTerm", "labelSelector"), warn));
        }
        spec.at("dnsConfig", "nameservers").items().forEach(server -> AddressWarnings.newIp(server, warn));
        spec.at("hostAliases").items().forEach(alias -> AddressWarnings.newIp(alias.at("ip"), warn));
    }

    private static void matchesNothing(Part selector, Consumer<String> warn) {
        if (!selector.isSet()) {
            warn.accept(selector.path() + ": a null labelSelector results in matching no pod");
        }
    }

    private static void annotations(Part annotations, Consumer<String> warn) {
        OLD_ANNOTATIONS.forEach((key, words) -> {
            if (annotations.key(key).isSet()) {
                warn.accept(annotations.key(key).path() + ": " + words);
            }
        });
    }

    private static void volume(Part volume, Consumer<String> warn) {
        for (String kind : volume.keys()) {
            if (OLD_VOLUMES.containsKey(kind)) {
                boolean off = kind.equals("gitRepo") && volume.minor() >= WITHOUT_GIT;
                String shown = kind.equals("storageos") ? "storageOS" : kind;
                warn.accept(volume.at(shown).path() + ": " + OLD_VOLUMES.get(kind)
                        + (off ? ", and disabled by default in v1.33+" : ""));
            }
        }
        VolumeWarnings.claim(volume.at("ephemeral", "volumeClaimTemplate", "spec"), warn);
    }

    private static void twice(Part list, String field, String words, Consumer<String> warn) {
        Set<String> known = new HashSet<>();
        for (Part item : list.items()) {
            if (!known.add(item.at(field).text())) {
                warn.accept(item.at(field).path() + ": " + words + " \""
                        + item.at(field).text() + "\"");
            }
        }
    }

    /** Profiles that are given by annotations only, and what is odd in containers. */
    private static void profiles(Part pod, List<Part> containers, Consumer<String> warn) {
        Part annotations = pod.at("metadata", "annotations");
        seccomp(annotations.key("seccomp.security.alpha.kubernetes.io/pod"), pod.at("spec"), warn);
        for (Part container : containers) {
            String name = container.at("name").text();
            seccomp(annotations.key("container.seccomp.security.alpha.kubernetes.io/" + name), container, warn);
            container(container, warn);
        }
    }

    private static void seccomp(Part annotation, Part owner, Consumer<String> warn) {
        if (annotation.isSet() && !owner.at("securityContext", "seccompProfile").isSet()) {
            warn.accept(annotation.path() + ": non-functional in v1.27+; use the \"seccompProfile\" field instead");
        }
    }

    private static void affinity(Part affinity, Consumer<String> warn) {
        for (Part term : affinity.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
                .items()) {
            term.at("matchExpressions").items().forEach(one -> oldKey(one.at("key"), warn));
        }
        for (Part preferred :
                affinity.at("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            for (Part expression :
                    preferred.at("preference", "matchExpressions").items()) {
                oldKey(expression.at("key"), warn);
                for (Part value : expression.at("values").items()) {
                    for (String problem : NameRules.labelValue(value.text(), value.minor())) {
                        if (value.minor() >= CHECKED_VALUES) {
                            warn.accept(value.path() + ": " + value.text() + " is invalid, " + problem);
                        }
                    }
                }
            }
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

    private static void container(Part container, Consumer<String> warn) {
        for (String list : List.of("limits", "requests")) {
            for (String resource : List.of("memory", "ephemeral-storage")) {
                fraction(container.at("resources", list).key(resource), warn);
            }
        }
        Map<String, Part> variables = new HashMap<>();
        for (Part variable : container.at("env").items()) {
            String name = variable.at("name").text();
            Part before = variables.putIfAbsent(name, variable);
            String reference = "$(" + name + ")";
            String value = variable.at("value").text();
            boolean builds = !variable.at("valueFrom").isSet() && value.contains(reference) && !value.equals(reference);
            if (before != null && !builds) {
                warn.accept(variable.path() + ": hides previous definition of \"" + name
                        + "\", which may be dropped when using apply");
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
