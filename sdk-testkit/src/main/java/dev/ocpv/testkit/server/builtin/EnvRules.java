package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the environment of a container must be like. */
final class EnvRules {
    private static final List<String> SOURCES =
            List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
    static final Set<String> ENV_FIELDS = new TreeSet<>(Set.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs"));
    static final Set<String> VOLUME_FIELDS = new TreeSet<>(
            Set.of("metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"));

    private EnvRules() {}

    static void check(Part container) {
        for (Part variable : container.at("env").items()) {
            Part name = variable.at("name");
            if (name.present()) {
                name.invalid(TextRules.variable(name.text(), name.minor()));
            }
            if (variable.at("valueFrom").isSet()) {
                source(variable);
            }
        }
        for (Part from : container.at("envFrom").items()) {
            all(from, container.at("envFrom").path());
        }
    }

    private static void source(Part variable) {
        Part from = variable.at("valueFrom");
        int count = 0;
        for (String kind : SOURCES) {
            if (from.at(kind).isSet()) {
                count++;
                one(from.at(kind), kind);
            }
        }
        if (!variable.at("value").isZero()) {
            if (count != 0) {
                from.invalid(Json.text(""), "may not be specified when `value` is not empty");
            }
        } else if (count == 0) {
            String files = from.minor() >= 34 ? "`configMapKeyRef`, `secretKeyRef` or `fileKeyRef`" : "";
            String kinds = files.isEmpty() ? "`configMapKeyRef` or `secretKeyRef`" : files;
            from.invalid(Json.text(""), "must specify one of: `fieldRef`, `resourceFieldRef`, " + kinds);
        } else if (count > 1) {
            from.invalid(Json.text(""), "may not have more than one field specified at a time");
        }
    }

    private static void one(Part source, String kind) {
        switch (kind) {
            case "fieldRef" -> field(source, ENV_FIELDS);
            case "resourceFieldRef" -> resource(source, false);
            case "configMapKeyRef", "secretKeyRef" -> {
                source.at("name").subdomain();
                if (source.at("key").present()) {
                    source.at("key")
                            .invalid(NameRules.configKey(source.at("key").text()));
                }
            }
            case "fileKeyRef" -> file(source);
            default -> {}
        }
    }

    private static void file(Part source) {
        Part key = source.at("key");
        if (key.present()) {
            key.invalid(TextRules.variable(key.text(), key.minor()));
        }
        if (source.at("volumeName").present()) {
            source.at("volumeName").label();
        }
        Part path = source.at("path");
        if (path.present()) {
            path.invalid(TextRules.noBacksteps(path.text()));
        }
    }

    /** Variables in files are read from volumes that live as long as the pod. */
    static void files(Part spec) {
        Map<String, Part> volumes = new HashMap<>();
        spec.at("volumes")
                .items()
                .forEach(volume -> volumes.put(volume.at("name").text(), volume));
        for (Part container : PodParts.containers(spec)) {
            for (Part variable : container.at("env").items()) {
                Part file = variable.at("valueFrom", "fileKeyRef");
                Part name = file.at("volumeName");
                Part volume = volumes.get(name.text());
                if (!file.isSet()) {
                    continue;
                }
                if (volume == null) {
                    name.notFound();
                } else if (!volume.at("emptyDir").isSet()) {
                    name.invalid("referenced volume must be of type emptyDir");
                }
            }
        }
    }

    /** A reference to a field of the pod itself. */
    static void field(Part source, Set<String> fields) {
        Part path = source.at("fieldPath");
        if (!source.at("apiVersion").present() || !path.present()) {
            return;
        }
        String text = path.text();
        if (text.matches("metadata\\.(labels|annotations)\\['.*']")) {
            String key = text.substring(text.indexOf('\'') + 1, text.length() - 2);
            String shown = text.startsWith("metadata.labels") ? key : key.toLowerCase(Locale.ROOT);
            path.as(source.path()).with(Json.text(shown)).labelKey();
        } else if (!ENV_FIELDS.contains(text) && !VOLUME_FIELDS.contains(text)) {
            path.invalid("error converting fieldPath: field label not supported: " + text);
        } else if (!fields.contains(text)) {
            path.notSupported(fields.toArray(new String[0]));
        }
    }

    /** A reference to resources of a container. */
    static void resource(Part source, boolean inVolume) {
        if (inVolume && source.at("containerName").isZero()) {
            source.at("containerName").required("");
        }
        Part resource = source.at("resource");
        if (resource.present() && !resource.text().contains("hugepages-")) {
            resource.oneOf(
                    "limits.cpu",
                    "limits.ephemeral-storage",
                    "limits.memory",
                    "requests.cpu",
                    "requests.ephemeral-storage",
                    "requests.memory");
        }
        divisor(source.at("divisor"), resource.text());
    }

    private static void divisor(Part divisor, String resource) {
        String kind = resource.substring(resource.indexOf('.') + 1);
        String words;
        if (kind.equals("cpu")) {
            words = divisor.is("1m", "1") ? "" : "only divisor's values 1m and 1 are supported with the cpu resource";
        } else if (kind.equals("memory") || kind.equals("ephemeral-storage") || kind.startsWith("hugepages-")) {
            String name = kind.equals("ephemeral-storage")
                    ? "local ephemeral storage"
                    : kind.equals("memory") ? kind : "hugepages";
            words = divisor.text().matches("1([kMGTPE]|[KMGTPE]i)?")
                    ? ""
                    : "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with"
                            + " the " + name + " resource";
        } else {
            words = "";
        }
        if (!words.isEmpty() && QuantityText.value(divisor.text()).signum() != 0) {
            divisor.invalid(Json.text(resource), words);
        }
    }

    private static void all(Part from, String list) {
        Part prefix = from.at("prefix");
        if (!prefix.isZero()) {
            prefix.invalid(TextRules.variable(prefix.text(), prefix.minor()));
        }
        int count = 0;
        for (String kind : List.of("configMapRef", "secretRef")) {
            Part source = from.at(kind);
            if (source.isSet()) {
                count++;
                if (source.at("name").present()) {
                    source.at("name").subdomain();
                }
            }
        }
        if (count != 1) {
            from.as(list)
                    .invalid(
                            Json.text(""),
                            count == 0
                                    ? "must specify one of: `configMapRef` or `secretRef`"
                                    : "may not have more than one field specified at a time");
        }
    }
}
