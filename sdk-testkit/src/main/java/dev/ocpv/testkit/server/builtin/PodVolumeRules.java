package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the volumes of a pod must be like. */
final class PodVolumeRules {
    /** In the order in which they are looked at. */
    private static final List<String> KINDS = List.of(
            "emptyDir",
            "hostPath",
            "gitRepo",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "secret",
            "nfs",
            "iscsi",
            "glusterfs",
            "flocker",
            "persistentVolumeClaim",
            "rbd",
            "cinder",
            "cephfs",
            "quobyte",
            "downwardAPI",
            "fc",
            "flexVolume",
            "configMap",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "storageos",
            "projected",
            "scaleIO",
            "csi",
            "ephemeral",
            "image");

    private PodVolumeRules() {}

    /** {@return the names of the volumes with which all is well} */
    static Set<String> check(Part volumes) {
        Set<String> good = new HashSet<>();
        for (Part volume : volumes.items()) {
            FieldErrors errors = volumes.errors();
            int before = errors.causes().size();
            source(volume);
            Part name = volume.at("name");
            if (name.present()) {
                name.label();
            }
            if (good.contains(name.text())) {
                name.duplicate();
            }
            if (errors.causes().size() == before) {
                good.add(name.text());
            }
        }
        return good;
    }

    private static void source(Part volume) {
        int count = 0;
        for (String kind : KINDS) {
            if (!volume.at(kind).isSet()) {
                continue;
            }
            if (count++ > 0) {
                volume.at(kind).forbidden("may not specify more than 1 volume type");
            } else {
                one(volume.at(kind), kind);
            }
        }
        if (count == 0) {
            volume.required("must specify a volume type");
        }
    }

    private static void one(Part source, String kind) {
        switch (kind) {
            case "emptyDir" -> {
                if (QuantityText.value(source.at("sizeLimit").text()).signum() < 0) {
                    source.at("sizeLimit").forbidden("SizeLimit field must be a valid resource quantity");
                }
            }
            case "hostPath" -> hostPath(source);
            case "secret" -> {
                source.at("secretName").present();
                files(source);
            }
            case "configMap" -> {
                source.at("name").present();
                files(source);
            }
            case "downwardAPI" -> {
                mode(source.at("defaultMode"));
                source.at("items").items().forEach(item -> downwardFile(item.as(source.path())));
            }
            case "projected" -> projected(source);
            case "ephemeral" -> {
                if (!source.at("volumeClaimTemplate").isSet()) {
                    source.at("volumeClaimTemplate").required("");
                } else {
                    claim(source.at("volumeClaimTemplate"));
                }
            }
            case "image" -> source.at("pullPolicy").optionalOneOf("Always", "IfNotPresent", "Never");
            default -> VolumeSourceRules.check(source, kind);
        }
    }

    /** A claim that is made for the pod has labels and annotations, and no other metadata. */
    private static void claim(Part template) {
        Part metadata = template.at("metadata");
        PodRules.annotations(metadata.at("annotations"));
        metadata.at("labels").labels();
        for (String field : metadata.keys()) {
            boolean own = field.equals("labels") || field.equals("annotations");
            if (!own && !metadata.at(field).isZero()) {
                metadata.at(field).forbidden("cannot be set");
            }
        }
        ClaimRules.spec(template.at("spec"));
    }

    static void hostPath(Part source) {
        Part path = source.at("path");
        if (path.present()) {
            path.invalid(TextRules.noBacksteps(path.text()));
        }
        if (!source.at("type").isZero()) {
            source.at("type")
                    .oneOf(
                            "",
                            "BlockDevice",
                            "CharDevice",
                            "Directory",
                            "DirectoryOrCreate",
                            "File",
                            "FileOrCreate",
                            "Socket");
        }
    }

    private static void files(Part source) {
        mode(source.at("defaultMode"));
        source.at("items").items().forEach(PodVolumeRules::keyToPath);
    }

    private static void mode(Part mode) {
        if (mode.isSet() && (mode.number() < 0 || mode.number() > 511)) {
            mode.invalid("must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    private static void keyToPath(Part item) {
        item.at("key").present();
        Part path = item.at("path");
        if (path.present()) {
            path.invalid(TextRules.fileInVolume(path.text()));
        }
        mode(item.at("mode"));
    }

    private static void downwardFile(Part item) {
        Part path = item.at("path");
        if (path.present()) {
            path.invalid(TextRules.fileInVolume(path.text()));
        }
        if (item.at("fieldRef").isSet()) {
            EnvRules.field(item.at("fieldRef"), EnvRules.VOLUME_FIELDS);
            if (item.at("resourceFieldRef").isSet()) {
                item.invalid(
                        Json.text("resource"), "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (item.at("resourceFieldRef").isSet()) {
            EnvRules.resource(item.at("resourceFieldRef"), true);
        } else {
            item.required("one of fieldRef and resourceFieldRef is required");
        }
        mode(item.at("mode"));
    }

    private static void projected(Part source) {
        mode(source.at("defaultMode"));
        Set<String> paths = new HashSet<>();
        for (Part one : source.at("sources").items()) {
            int count = 0;
            for (String kind : List.of("secret", "configMap", "downwardAPI", "serviceAccountToken")) {
                Part part = one.at(kind);
                if (part.isSet()) {
                    count++;
                    projection(part, kind, source);
                    for (Part item : part.at("items").items()) {
                        Part path = item.at("path");
                        if (!path.isZero() && !paths.add(path.text())) {
                            source.invalid(
                                    kind.equals("downwardAPI")
                                            ? path.value()
                                            : part.at("name").value(),
                                    "conflicting duplicate paths");
                        }
                    }
                }
            }
            if (count > 1) {
                one.forbidden("may not specify more than 1 volume type" + (one.minor() < 34 ? "" : " per source"));
            }
        }
    }

    private static void projection(Part part, String kind, Part volume) {
        switch (kind) {
            case "secret", "configMap" -> {
                part.at("name").present();
                part.at("items").items().forEach(PodVolumeRules::keyToPath);
            }
            case "downwardAPI" -> part.at("items").items().forEach(item -> downwardFile(item.as(part.path())));
            default -> {
                Part seconds = part.at("expirationSeconds");
                if (seconds.number() < 600) {
                    seconds.invalid("may not specify a duration less than 10 minutes");
                } else if (seconds.number() > 1L << 32) {
                    seconds.invalid("may not specify a duration larger than 2^32 seconds");
                }
                Part path = part.at("path").as(volume.at("path").path());
                if (path.present()) {
                    path.invalid(TextRules.fileInVolume(path.text()));
                }
            }
        }
    }
}
