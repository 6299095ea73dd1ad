package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a volume must be like. */
final class PersistentVolumeRules {
    private static final Set<String> NO_SOURCES = Set.of(
            "capacity",
            "accessModes",
            "claimRef",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "mountOptions",
            "volumeMode",
            "nodeAffinity",
            "volumeAttributesClassName");

    private PersistentVolumeRules() {}

    static void check(Part volume, Part ignored) {
        Part spec = volume.at("spec");
        Part modes = spec.at("accessModes");
        modes.present();
        ClaimRules.accessModes(modes);
        capacity(spec.at("capacity"));
        Part policy = spec.at("persistentVolumeReclaimPolicy");
        if (!policy.isZero()) {
            policy.oneOf("Delete", "Recycle", "Retain");
        }
        affinity(spec.at("nodeAffinity"));
        sources(spec);
        if (policy.is("Recycle") && spec.at("hostPath", "path").is("/")) {
            policy.forbidden("may not be 'recycle' for a hostPath mount of '/'");
        }
        if (!spec.at("storageClassName").isZero()) {
            spec.at("storageClassName").subdomain();
        }
        spec.at("volumeMode").optionalOneOf("Block", "Filesystem");
    }

    private static void capacity(Part capacity) {
        capacity.present();
        List<String> keys = capacity.keys();
        if (!keys.equals(List.of("storage"))) {
            capacity.notSupported("storage");
        }
        for (String key : keys) {
            Part amount = capacity.key(key);
            ResourceRules.general(amount, key);
            if (QuantityText.value(amount.text()).signum() <= 0) {
                amount.invalid("must be greater than zero");
            }
        }
    }

    private static void affinity(Part affinity) {
        if (!affinity.isSet()) {
            return;
        }
        Part required = affinity.at("required");
        if (required.isSet()) {
            AffinityRules.nodes(required);
        } else {
            required.required("must specify required node constraints");
        }
    }

    private static void sources(Part spec) {
        int count = 0;
        for (String kind : spec.keys()) {
            if (NO_SOURCES.contains(kind)) {
                continue;
            }
            if (count++ > 0) {
                spec.at(kind).forbidden("may not specify more than 1 volume type");
            } else {
                source(spec.at(kind), kind);
            }
        }
        if (count == 0) {
            spec.required("must specify a volume type");
        }
    }

    /** What volumes of pods and persistent volumes have in common. */
    static void source(Part source, String kind) {
        switch (kind) {
            case "persistentVolumeClaim" -> source.at("claimName").present();
            case "hostPath" -> PodVolumeRules.hostPath(source);
            case "local" -> {
                Part path = source.at("path");
                if (path.present()) {
                    path.invalid(TextRules.noBacksteps(path.text()));
                }
            }
            case "nfs" -> {
                source.at("server").present();
                source.at("path").present();
                if (!source.at("path").text().startsWith("/")) {
                    source.at("path").invalid("must be an absolute path");
                }
            }
            case "csi" -> csi(source);
            case "iscsi" -> {
                source.at("targetPortal").present();
                Part name = source.at("iqn");
                if (name.present() && !name.text().matches("(iqn|eui|naa).*")) {
                    name.invalid("must be valid format starting with iqn, eui, or naa");
                }
                if (source.at("lun").number() < 0 || source.at("lun").number() > 255) {
                    source.at("lun").inRange(0, 255);
                }
            }
            case "cephfs" -> source.at("monitors").present();
            case "rbd" -> {
                source.at("monitors").present();
                source.at("image").present();
            }
            case "fc" -> {
                if (source.at("targetWWNs").isZero() && source.at("wwids").isZero()) {
                    source.at("targetWWNs").required("must specify either targetWWNs or wwids, but not both");
                } else if (!source.at("targetWWNs").isZero()) {
                    if (!source.at("wwids").isZero()) {
                        source.at("targetWWNs").invalid("targetWWNs and wwids can not be specified simultaneously");
                    }
                    if (!source.at("lun").isSet()) {
                        source.at("lun").required("lun is required if targetWWNs is specified");
                    } else {
                        source.at("lun").inRange(0, 255);
                    }
                }
            }
            case "image" -> source.at("pullPolicy").optionalOneOf("Always", "IfNotPresent", "Never");
            default -> {}
        }
    }

    private static void csi(Part source) {
        driver(source.at("driver"));
        if (source.path().startsWith("spec.csi")) {
            source.at("volumeHandle").present();
        }
        for (String secret : List.of(
                "controllerPublishSecretRef",
                "controllerExpandSecretRef",
                "nodePublishSecretRef",
                "nodeExpandSecretRef")) {
            Part reference = source.at(secret);
            if (reference.isSet()) {
                reference.at("name").present();
                if (source.path().startsWith("spec.csi")) {
                    reference.at("namespace").present();
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

    static void update(Part volume, Part old) {
        check(volume, old);
        ObjectNode now = sourcesOf(volume.at("spec"));
        ObjectNode was = sourcesOf(old.at("spec"));
        if (now.path("csi").isObject() && !was.path("csi").has("controllerExpandSecretRef")) {
            Json.objectAt(now, "csi").remove("controllerExpandSecretRef");
        }
        if (!now.equals(was)) {
            volume.as("spec.persistentvolumesource")
                    .forbidden("spec.persistentvolumesource is immutable after creation"
                            + GoDiff.of(was, now, "core.PersistentVolumeSource", volume.minor()));
        }
        volume.at("spec", "volumeMode").as("volumeMode").immutable(old.at("spec", "volumeMode"));
        if (old.at("spec", "nodeAffinity").isSet()) {
            nodeAffinity(volume.at("spec", "nodeAffinity").as("nodeAffinity"), old.at("spec", "nodeAffinity"));
        }
        attributesClass(volume.at("spec", "volumeAttributesClassName"), old.at("spec", "volumeAttributesClassName"));
    }

    private static void nodeAffinity(Part now, Part before) {
        if (now.minor() >= 34) {
            now.immutable(before);
        } else if (!now.same(before)) {
            now.invalid("field is immutable, except for updating from beta label to GA");
        }
    }

    private static void attributesClass(Part name, Part before) {
        if (name.minor() < 34 && !name.same(before)) {
            name.forbidden("update is forbidden when the VolumeAttributesClass feature gate is disabled");
        }
    }

    private static ObjectNode sourcesOf(Part spec) {
        ObjectNode sources = Json.object();
        for (String kind : spec.keys()) {
            if (!NO_SOURCES.contains(kind)) {
                sources.set(kind, spec.at(kind).value().deepCopy());
            }
        }
        return sources;
    }
}
