package dev.ocpv.testkit.server.builtin;

import java.util.List;
import java.util.function.Consumer;

/** What is allowed in volumes and claims to them but hardly meant. */
final class VolumeWarnings {
    private static final String OLD_CLASS = "deprecated since v1.8; use \"storageClassName\" attribute instead";

    private VolumeWarnings() {}

    static void collect(Part object, Consumer<String> warn) {
        old(object, "volume.beta.kubernetes.io/storage-class", OLD_CLASS, warn);
        if (object.struct().equals("core.PersistentVolumeClaim")) {
            claim(object.at("spec"), warn);
        } else {
            volume(object, warn);
        }
    }

    private static void old(Part object, String annotation, String words, Consumer<String> warn) {
        Part there = object.at("metadata", "annotations").key(annotation);
        if (there.isSet()) {
            warn.accept(there.path() + ": " + words);
        }
    }

    static void claim(Part spec, Consumer<String> warn) {
        PodWarnings.fraction(spec.at("resources", "requests").key("storage"), warn);
        PodWarnings.fraction(spec.at("resources", "limits").key("storage"), warn);
    }

    private static void volume(Part object, Consumer<String> warn) {
        if (object.minor() >= 31) {
            old(
                    object,
                    "volume.beta.kubernetes.io/mount-options",
                    "deprecated since v1.31; use \"mountOptions\" attribute instead",
                    warn);
        }
        Part spec = object.at("spec");
        if (spec.at("persistentVolumeReclaimPolicy").is("Recycle")) {
            warn.accept("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the"
                    + " recommended approach is to use dynamic provisioning.");
        }
        for (Part term :
                spec.at("nodeAffinity", "required", "nodeSelectorTerms").items()) {
            term.at("matchExpressions").items().forEach(one -> PodWarnings.oldKey(one.at("key"), warn));
        }
        for (String kind : List.of("cephfs", "photonPersistentDisk", "scaleIO", "storageos", "glusterfs", "rbd")) {
            Part source = spec.at(kind);
            if (source.isSet()) {
                String shown = kind.equals("storageos") ? "spec.storageOS" : source.path();
                warn.accept(shown + ": " + PodWarnings.oldVolume(kind));
            }
        }
    }
}
