package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What volumes of pods and persistent volumes have in common: where they come from. */
final class VolumeSourceRules {
    private static final Pattern IQN = Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.[A-Za-z0-9.-]+:[^,;*&$|\\s]+$");
    private static final Pattern EUI = Pattern.compile("^eui.[A-Za-z0-9]{16}$");
    private static final Pattern NAA = Pattern.compile("^naa.[A-Za-z0-9]{32}$");
    private static final String PAIRS = "must be a host:port pair or multiple pairs separated by commas";

    /** Kinds of which nothing is asked but that some fields say something. */
    private static final String[][] NEEDED = {
        {"persistentVolumeClaim", "claimName"},
        {"cephfs", "monitors"},
        {"rbd", "monitors", "image"},
        {"vsphereVolume", "volumePath"},
        {"photonPersistentDisk", "pdID"},
        {"portworxVolume", "volumeID"},
        {"scaleIO", "gateway", "system", "volumeName"},
        {"azureFile", "secretName", "shareName"},
        {"glusterfs", "endpoints", "path"},
        {"cinder", "volumeID"},
        {"flexVolume", "driver"},
        {"azureDisk", "diskName", "diskURI"},
        {"gcePersistentDisk", "pdName"},
        {"awsElasticBlockStore", "volumeID"},
    };

    private VolumeSourceRules() {}

    static void check(Part source, String kind) {
        for (String[] needed : NEEDED) {
            if (needed[0].equals(kind)) {
                Part at = kind.equals("gcePersistentDisk")
                        ? source.as(source.path().replaceFirst("gcePersistentDisk$", "persistentDisk"))
                        : source;
                List.of(needed)
                        .subList(1, needed.length)
                        .forEach(field -> at.at(field).present());
                details(at, kind);
                return;
            }
        }
        of(source, kind);
    }

    private static boolean isPersistent(Part source) {
        return source.struct().endsWith("PersistentVolumeSource");
    }

    /** What is asked of a source besides that something is said. */
    private static void details(Part source, String kind) {
        switch (kind) {
            case "gcePersistentDisk", "awsElasticBlockStore" -> {
                Part partition = source.at("partition");
                if (partition.number() < 0 || partition.number() > 255) {
                    partition.invalid("must be between 1 and 255, inclusive");
                }
            }
            case "azureFile" -> {
                Part namespace = source.at("secretNamespace");
                if (namespace.isSet()) {
                    namespace.present();
                }
            }
            case "glusterfs" -> {
                Part namespace = source.at("endpointsNamespace");
                if (namespace.isSet() && namespace.isZero()) {
                    namespace.invalid("if the endpointnamespace is set, it must be a valid namespace name");
                } else if (namespace.isSet()) {
                    namespace.label();
                }
            }
            case "cinder" -> secret(source);
            case "flexVolume" -> options(source.at("options"));
            case "azureDisk" -> azureDisk(source);
            default -> {}
        }
    }

    private static void of(Part source, String kind) {
        switch (kind) {
            case "hostPath" -> PodVolumeRules.hostPath(source);
            case "local" -> {
                Part path = source.at("path");
                if (path.present()) {
                    path.invalid(TextRules.noBacksteps(path.text()));
                }
            }
            case "gitRepo" -> {
                source.at("repository").present();
                Part directory = source.at("directory");
                directory.invalid(TextRules.descending(directory.text()));
            }
            case "nfs" -> {
                source.at("server").present();
                source.at("path").present();
                if (!source.at("path").text().startsWith("/")) {
                    source.at("path").invalid("must be an absolute path");
                }
            }
            case "csi" -> csi(source);
            case "iscsi" -> iscsi(source);
            case "fc" -> channel(source);
            case "flocker" -> flocker(source);
            case "quobyte" -> quobyte(source);
            case "storageos" -> {
                if (source.at("volumeName").present()) {
                    source.at("volumeName").label();
                }
                if (!source.at("volumeNamespace").isZero()) {
                    source.at("volumeNamespace").label();
                }
                secret(source);
            }
            default -> {}
        }
    }

    /** A secret that is named must have a name, and a namespace where it is not that of a pod. */
    private static void secret(Part source) {
        Part secret = source.at("secretRef");
        if (secret.isSet()) {
            secret.at("name").present();
            if (isPersistent(source)) {
                secret.at("namespace").present();
            }
        }
    }

    private static void options(Part options) {
        for (String key : options.keys()) {
            int slash = key.indexOf('/');
            String domain = "." + (slash < 0 ? key : key.substring(0, slash)).toLowerCase(Locale.ROOT);
            if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
                options.key(key).invalid(Json.text(key), "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }

    private static void azureDisk(Part source) {
        source.at("cachingMode").optionalOneOf("None", "ReadOnly", "ReadWrite");
        Part kind = source.at("kind");
        kind.optionalOneOf("Dedicated", "Managed", "Shared");
        String uri = source.at("diskURI").text();
        if (kind.is("Managed") && !uri.startsWith("/subscriptions/")) {
            source.at("diskURI")
                    .notSupported("/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/"
                            + "disks/{disk-id}");
        } else if (kind.isSet() && !kind.is("Managed") && !uri.startsWith("https://")) {
            source.at("diskURI")
                    .notSupported("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd");
        }
    }

    private static void flocker(Part source) {
        Part name = source.at("datasetName");
        boolean other = !source.at("datasetUUID").isZero();
        if (name.isZero() && !other) {
            source.required("one of datasetName and datasetUUID is required");
        } else if (!name.isZero() && other) {
            source.invalid(Json.text("resource"), "datasetName and datasetUUID can not be specified simultaneously");
        }
        if (name.text().contains("/")) {
            name.invalid("must not contain '/'");
        }
    }

    private static void quobyte(Part source) {
        Part registry = source.at("registry");
        if (registry.isZero()) {
            registry.required(PAIRS);
        } else if (source.at("tenant").text().length() >= 65) {
            source.at("tenant").required("must be a UUID and may not exceed a length of 64 characters");
        } else {
            for (String pair : registry.text().split(",", -1)) {
                if (!pair.matches("(\\[[^\\[\\]]*]|[^:\\[\\]]*):[^:\\[\\]]*")) {
                    registry.invalid(PAIRS);
                }
            }
        }
        source.at("volume").present();
    }

    private static void iscsi(Part source) {
        source.at("targetPortal").present();
        boolean persistent = isPersistent(source);
        Part name = source.at("iqn");
        if (name.present()) {
            initiator(name, persistent, name);
        }
        source.at("lun").inRange(0, 255);
        Part secret = source.at("secretRef");
        boolean asks = source.at("chapAuthDiscovery").isTrue()
                || source.at("chapAuthSession").isTrue();
        if (asks && !secret.isSet()) {
            secret.required("");
        }
        if (persistent && secret.isSet()) {
            secret.at("name").present();
        }
        Part initiator = source.at("initiatorName");
        if (initiator.isSet()) {
            initiator(initiator, persistent, initiator.as(source.path() + ".initiatorname"));
        }
    }

    private static void initiator(Part name, boolean persistent, Part shown) {
        String text = name.text();
        Pattern shape = text.startsWith("iqn") ? IQN : text.startsWith("eui") ? EUI : NAA;
        if (!text.matches("(?s)(iqn|eui|naa).*")) {
            shown.invalid("must be valid format" + (persistent ? "" : " starting with iqn, eui, or naa"));
        } else if (!shape.matcher(text).find()) {
            shown.invalid("must be valid format");
        }
    }

    private static void channel(Part source) {
        Part names = source.at("targetWWNs");
        boolean wide = !source.at("wwids").isZero();
        if (names.isZero()) {
            if (!wide) {
                names.required("must specify either targetWWNs or wwids, but not both");
            }
            return;
        }
        if (wide) {
            names.invalid("targetWWNs and wwids can not be specified simultaneously");
        }
        if (!source.at("lun").isSet()) {
            source.at("lun").required("lun is required if targetWWNs is specified");
        } else {
            source.at("lun").inRange(0, 255);
        }
    }

    private static void csi(Part source) {
        driver(source.at("driver"));
        if (!isPersistent(source)) {
            Part name = source.at("nodePublishSecretRef", "name");
            if (source.at("nodePublishSecretRef").isSet() && name.present()) {
                name.as(source.path() + ".name").subdomain();
            }
            return;
        }
        source.at("volumeHandle").present();
        for (String secret : List.of(
                "controllerPublishSecretRef",
                "controllerExpandSecretRef",
                "nodePublishSecretRef",
                "nodeExpandSecretRef")) {
            Part reference = source.at(secret);
            if (reference.isSet()) {
                if (reference.at("name").present()) {
                    reference.at("name").subdomain();
                }
                if (reference.at("namespace").present()) {
                    reference.at("namespace").label();
                }
            }
        }
    }

    /** The name of a driver; since 1.34 an empty one is only missing, not malformed as well. */
    static void driver(Part driver) {
        if (!driver.present() && driver.minor() >= 34) {
            return;
        }
        if (driver.text().length() > 63) {
            driver.errors().tooLong(driver.path(), 63);
        }
        driver.invalid(NameRules.subdomain(driver.text().toLowerCase(Locale.ROOT), false));
    }
}
