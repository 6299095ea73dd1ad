package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
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

    private static final String INLINE = "may not be specified in the context of inline volumes";
    private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";
    private static final List<String> WITH_OPTIONS = List.of(
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "glusterfs",
            "nfs",
            "rbd",
            "quobyte",
            "iscsi",
            "cinder",
            "cephfs",
            "azureFile",
            "vsphereVolume",
            "azureDisk",
            "photonPersistentDisk");

    /** The longest that the name of a volume and its portal can be together. */
    static final int PORTAL = 64;

    static final String LONG_PORTAL = "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters"
            + " if iscsi.initiatorName is specified.";

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
        sources(spec, volume.at("metadata", "name").text());
        if (policy.is("Recycle") && spec.at("hostPath", "path").text().matches("/[/.]*")) {
            policy.forbidden("may not be 'recycle' for a hostPath mount of '/'");
        }
        if (!spec.at("storageClassName").isZero()) {
            spec.at("storageClassName").subdomain();
        }
        spec.at("volumeMode").optionalOneOf("Block", "Filesystem");
        Part attributes = spec.at("volumeAttributesClassName");
        if (attributes.isSet() && spec.minor() >= ClaimRules.ATTRIBUTES) {
            if (attributes.isZero()) {
                attributes.required("an empty string is disallowed");
            } else {
                attributes.subdomain();
            }
            if (!spec.at("csi").isSet()) {
                spec.at("csi").required("has to be specified when using volumeAttributesClassName");
            }
        }
        Part options = volume.at("metadata", "annotations").key(MOUNT_OPTIONS);
        if (options.isSet()
                && WITH_OPTIONS.stream().noneMatch(kind -> spec.at(kind).isSet())) {
            options.as("metadata.annotations." + MOUNT_OPTIONS)
                    .forbidden("may not specify mount options for this volume type");
        }
    }

    /** A volume that stands within an attachment of it can only be one of a driver. */
    static void inline(Part spec) {
        for (String field : List.of("claimRef", "capacity")) {
            if (!spec.at(field).isZero()) {
                spec.at(field).forbidden(INLINE);
            }
        }
        if (!spec.at("csi").isSet()) {
            spec.at("csi").required("has to be specified in the context of inline volumes");
        }
        Part modes = spec.at("accessModes");
        modes.present();
        ClaimRules.accessModes(modes);
        Part policy = spec.at("persistentVolumeReclaimPolicy");
        if (!policy.isZero() && !policy.is("Retain")) {
            policy.forbidden("may only be Retain in the context of inline volumes");
        }
        if (spec.at("nodeAffinity").isSet()) {
            spec.at("nodeAffinity").forbidden(INLINE);
        }
        sources(spec, "");
        if (!spec.at("storageClassName").isZero()) {
            spec.at("storageClassName").forbidden(INLINE);
        }
        Part mode = spec.at("volumeMode");
        if (mode.isSet() && !mode.is("Filesystem")) {
            mode.forbidden("may not specify volumeMode other than Filesystem in the context of inline volumes");
        }
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

    private static void sources(Part spec, String name) {
        Part initiator = spec.at("iscsi", "initiatorName");
        Part portal = spec.at("iscsi", "targetPortal");
        if (initiator.isSet() && name.length() + 1 + portal.text().length() > PORTAL) {
            portal.as(spec.path() + ".iscsi.targetportal").invalid(LONG_PORTAL);
        }
        int count = 0;
        for (String kind : spec.keys()) {
            if (NO_SOURCES.contains(kind)) {
                continue;
            }
            if (count++ > 0) {
                spec.at(kind).forbidden("may not specify more than 1 volume type");
            } else {
                VolumeSourceRules.check(spec.at(kind), kind);
            }
        }
        if (count == 0) {
            spec.required("must specify a volume type");
        }
        if (spec.at("local").isSet() && !spec.at("nodeAffinity").isSet()) {
            spec.at("nodeAffinity").required("Local volume requires node affinity");
        }
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
        if (!now.same(before)) {
            now.invalid("field is immutable, except for updating from beta label to GA");
        }
    }

    private static void attributesClass(Part name, Part before) {
        if (name.same(before)) {
            return;
        }
        if (name.minor() >= ClaimRules.ATTRIBUTES) {
            if (before.isSet() && !name.isSet()) {
                name.forbidden("update from non-nil value to nil is forbidden");
            }
        } else {
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
