package dev.ocpv.applicator.storage;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.cdi.v1beta1.StorageProfile;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** StorageClasses and their profiles as they are. */
final class Classes {
    static final String API_VERSION = "storage.k8s.io/v1";
    static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    static final String VIRT_DEFAULT = "storageclass.kubevirt.io/is-default-virt-class";
    static final String HOST_PATH = "kubevirt.io.hostpath-provisioner";

    /** Object storage: no volumes come from these, and CDI leaves their profiles empty on purpose. */
    private static final Set<String> BUCKETS = Set.of(
            "openshift-storage.noobaa.io/obc",
            "openshift-storage.ceph.rook.io/bucket",
            "rook-ceph.ceph.rook.io/bucket");

    private Classes() {}

    static Optional<StorageClass> find(LiveState live, String name) {
        return live.storageClasses().stream()
                .filter(some -> some.getMetadata().getName().equals(name))
                .findFirst();
    }

    static boolean readable(LiveState live, String resources) {
        return live.unreadable().stream().noneMatch(list -> list.resources().startsWith(resources));
    }

    /** The classes that carry an annotation with exactly "true", which is what Kubernetes and CDI ask for. */
    static List<StorageClass> marked(LiveState live, String annotation) {
        return live.storageClasses().stream()
                .filter(some -> "true".equals(annotations(some).get(annotation)))
                .toList();
    }

    static Map<String, String> annotations(StorageClass some) {
        var annotations = some.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    static Map<String, String> parameters(StorageClass some) {
        return some.getParameters() == null ? Map.of() : some.getParameters();
    }

    static boolean isBucket(StorageClass some) {
        return BUCKETS.contains(some.getProvisioner());
    }

    static List<String> names(LiveState live) {
        return live.storageClasses().stream()
                .map(some -> some.getMetadata().getName())
                .toList();
    }

    /** What CDI works out for a class; empty when there is no profile. */
    static Optional<Map<String, Object>> profileStatus(LiveState live, String name) {
        return live.storageProfiles().stream()
                .filter(profile -> profile.getMetadata().getName().equals(name))
                .findFirst()
                .map(Classes::status);
    }

    private static Map<String, Object> status(StorageProfile profile) {
        return Documents.object(Documents.of(profile), "status");
    }
}
