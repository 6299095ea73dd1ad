package dev.ocpv.examples;

import dev.ocpv.resource.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object then and now, without what tells only when it was written: resource version, generation, times and status.
 *
 * @param then as it was; null when it did not exist
 * @param now as it is; null when it does not exist
 */
record Comparison(@Nullable GenericKubernetesResource then, @Nullable GenericKubernetesResource now) {

    static Comparison of(KubernetesClient client, Snapshot before) {
        var ref = before.resource();
        var serialization = client.getKubernetesSerialization();
        var then = before.exists()
                ? serialization.convertValue(before.document(), GenericKubernetesResource.class)
                : null;
        var resources = client.genericKubernetesResources(ref.apiVersion(), ref.kind());
        var now = ref.isNamespaced()
                ? resources.inNamespace(ref.namespace()).withName(ref.name()).get()
                : resources.withName(ref.name()).get();
        return new Comparison(then, now);
    }

    boolean isEqual() {
        return essence(then).equals(essence(now));
    }

    private static List<Object> essence(@Nullable GenericKubernetesResource resource) {
        if (resource == null) {
            return List.of();
        }
        var fields = new ArrayList<Object>();
        fields.add(Optional.ofNullable(resource.getMetadata().getLabels()));
        fields.add(Optional.ofNullable(resource.getMetadata().getAnnotations()));
        fields.add(Optional.ofNullable(resource.get("spec")));
        fields.add(Optional.ofNullable(resource.get("parameters")));
        fields.add(owners(resource));
        return fields;
    }

    private static Object owners(HasMetadata resource) {
        var owners = new HashSet<List<Object>>();
        resource.getMetadata().getManagedFields().stream()
                .filter(entry -> !"status".equals(entry.getSubresource()))
                .forEach(entry -> owners.add(List.of(
                        entry.getManager(),
                        entry.getOperation(),
                        entry.getFieldsV1().getAdditionalProperties())));
        return owners;
    }
}
