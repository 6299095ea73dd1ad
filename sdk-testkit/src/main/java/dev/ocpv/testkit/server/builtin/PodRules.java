package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a pod's spec must be like, in pods and in templates of pods. */
final class PodRules {
    private PodRules() {}

    /** A template has metadata, but no name. */
    static void template(Part template) {
        template.at("metadata", "labels").as(template.at("labels").path()).labels();
        annotations(template.at("metadata", "annotations")
                .as(template.at("annotations").path()));
        check(template.at("spec"));
        Part ephemeral = template.at("spec", "ephemeralContainers");
        if (!ephemeral.isZero()) {
            ephemeral.forbidden("ephemeral containers not allowed in pod template");
        }
    }

    static void annotations(Part annotations) {
        for (String key : annotations.keys()) {
            annotations
                    .with(Json.text(key))
                    .asText()
                    .invalid(NameRules.qualifiedName(key.toLowerCase(java.util.Locale.ROOT), annotations.minor()));
        }
    }

    static void check(Part spec) {
        Set<String> volumes = PodVolumeRules.check(spec.at("volumes"));
        PodClaimRules.check(spec);
        ContainerRules containers = new ContainerRules(spec, volumes);
        containers.check();
        EnvRules.files(spec);
        hostNetwork(spec);
        PodLevelRules.check(spec);
        spec.at("restartPolicy").requiredOneOf("Always", "OnFailure", "Never");
        spec.at("dnsPolicy").requiredOneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        spec.at("nodeSelector").labels();
        PodSecurityRules.pod(spec);
        AffinityRules.check(spec.at("affinity"));
        dns(spec);
        named(spec.at("readinessGates"), "conditionType");
        gates(spec.at("schedulingGates"));
        AffinityRules.spread(spec.at("topologySpreadConstraints"));
        PodSystemRules.hostUsers(spec);
        PodSystemRules.hostName(spec);
        names(spec);
        tolerations(spec.at("tolerations"));
        aliases(spec.at("hostAliases"));
        last(spec);
    }

    private static void hostNetwork(Part spec) {
        if (!spec.at("hostNetwork").isTrue()) {
            return;
        }
        for (Part container : spec.at("containers").items()) {
            for (Part port : container.at("ports").items()) {
                if (port.at("hostPort").number() != port.at("containerPort").number()) {
                    port.at("hostPort").invalid("must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }

    private static void dns(Part spec) {
        Part config = spec.at("dnsConfig");
        boolean none = spec.at("dnsPolicy").is("None");
        if (none && !config.isSet()) {
            config.required("must provide `dnsConfig` when `dnsPolicy` is None");
        } else if (none && config.at("nameservers").isZero()) {
            config.at("nameservers").required("must provide at least one DNS nameserver when `dnsPolicy` is None");
        }
        Part servers = config.at("nameservers");
        if (servers.items().size() > 3) {
            servers.invalid("must not have more than 3 nameservers");
        }
        servers.items().forEach(server -> server.invalid(TextRules.looseIp(server.text())));
        Part searches = config.at("searches");
        if (searches.items().size() > 32) {
            searches.invalid("must not have more than 32 search paths");
        }
        for (Part search : searches.items()) {
            String text = search.text().replaceFirst("\\.$", "");
            if (search.minor() < 33) {
                search.with(Json.text(text)).subdomain();
            } else if (!search.is(".")) {
                search.with(Json.text(text)).invalid(NameRules.looseSubdomain(text));
            }
        }
        config.at("options").items().forEach(option -> {
            if (option.at("name").isZero()) {
                option.required("must not be empty");
            }
        });
    }

    private static void named(Part list, String field) {
        list.items().forEach(item -> item.at(field).labelKey());
    }

    private static void gates(Part gates) {
        Set<String> known = new HashSet<>();
        for (Part gate : gates.items()) {
            Part name = gate.at("name").as(gate.path());
            name.labelKey();
            if (!known.add(name.text())) {
                name.duplicate();
            }
        }
    }

    private static void names(Part spec) {
        if (!spec.at("serviceAccountName").isZero()) {
            spec.at("serviceAccountName").subdomain();
        }
        if (!spec.at("nodeName").isZero()) {
            spec.at("nodeName").subdomain();
        }
        if (spec.at("activeDeadlineSeconds").isSet()) {
            spec.at("activeDeadlineSeconds").inRange(1, Integer.MAX_VALUE);
        }
        if (!spec.at("hostname").isZero()) {
            spec.at("hostname").label();
        }
        if (!spec.at("subdomain").isZero()) {
            spec.at("subdomain").label();
        }
    }

    static void tolerations(Part tolerations) {
        for (Part toleration : tolerations.items()) {
            Part key = toleration.at("key");
            Part operator = toleration.at("operator");
            Part effect = toleration.at("effect");
            if (!key.isZero()) {
                key.labelKey();
            } else if (!operator.is("Exists")) {
                operator.invalid(
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.at("tolerationSeconds").isSet() && !effect.is("NoExecute")) {
                effect.invalid("effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            tolerationValue(toleration, operator);
            if (!effect.isZero()) {
                effect.oneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
            }
        }
    }

    private static void tolerationValue(Part toleration, Part operator) {
        String value = toleration.at("value").text();
        if (operator.is("Equal", "")) {
            String problems = String.join(";", NameRules.labelValue(value, toleration.minor()));
            if (!problems.isEmpty()) {
                operator.invalid(Json.text(value), problems);
            }
        } else if (!operator.is("Exists")) {
            if (operator.minor() < 35 || !operator.is("Lt", "Gt")) {
                operator.notSupported("Equal", "Exists");
            } else {
                operator.notSupported("Equal", "Exists", "Lt", "Gt");
            }
        } else if (!value.isEmpty()) {
            // Until 1.33 the real server showed the whole toleration.
            String words = "value must be empty when `operator` is 'Exists'";
            if (toleration.minor() >= 34) {
                operator.invalid(Json.text(value), words);
            } else {
                toleration.as(operator.path()).invalid(words);
            }
        }
    }

    private static void aliases(Part aliases) {
        for (Part alias : aliases.items()) {
            alias.at("ip").invalid(TextRules.looseIp(alias.at("ip").text()));
            alias.at("hostnames").items().forEach(Part::subdomain);
        }
    }

    private static void last(Part spec) {
        if (!spec.at("priorityClassName").isZero()) {
            spec.at("priorityClassName").subdomain();
        }
        if (spec.at("runtimeClassName").isSet()) {
            spec.at("runtimeClassName").subdomain();
        }
        spec.at("preemptionPolicy").optionalOneOf("PreemptLowerPriority", "Never");
        ResourceRules.amounts(spec.at("overhead"));
        PodSystemRules.system(spec);
        PodWindowsRules.hostProcesses(spec);
    }

    /** What is only asked of pods, not of templates of pods. */
    static void onlyPod(Part spec) {
        for (Part volume : spec.at("volumes").items()) {
            if (volume.at("image").isSet()) {
                volume.at("image", "reference").present();
            }
        }
        if (spec.at("serviceAccountName").isZero()) {
            for (Part volume : spec.at("volumes").items()) {
                for (Part source : volume.at("projected", "sources").items()) {
                    if (source.at("serviceAccountToken").isSet()) {
                        source.at("serviceAccountToken")
                                .forbidden("must not be specified when serviceAccountName is not set");
                    }
                }
            }
        }
        for (String list : List.of("containers", "initContainers")) {
            spec.at(list).items().forEach(ContainerRules::image);
        }
    }
}
