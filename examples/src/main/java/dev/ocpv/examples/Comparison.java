package dev.ocpv.examples;

import dev.ocpv.resource.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object then and now, without what only tells when it was written: resource version, generation, times and status. */
final class Comparison {
    private final KubernetesClient client;

    Comparison(KubernetesClient client) {
        this.client = client;
    }

    /** {@return whether the object is as it was, owners of fields included} */
    boolean isAsBefore(Snapshot before) {
        var then = before.exists()
                ? serialization().convertValue(before.document(), GenericKubernetesResource.class)
                : null;
        return Objects.equals(essence(then), essence(live(before)));
    }

    private @Nullable GenericKubernetesResource live(Snapshot before) {
        var ref = before.resource();
        var resources = client.genericKubernetesResources(ref.apiVersion(), ref.kind());
        return ref.isNamespaced()
                ? resources.inNamespace(ref.namespace()).withName(ref.name()).get()
                : resources.withName(ref.name()).get();
    }

    /** {@return what counts, read back from text, so that numbers compare by value and keys in any order} */
    private @Nullable Object essence(@Nullable GenericKubernetesResource resource) {
        if (resource == null) {
            return null;
        }
        var metadata = resource.getMetadata();
        var fields = new TreeMap<String, Object>(resource.getAdditionalProperties());
        fields.remove("status");
        fields.put("labels", metadata.getLabels());
        fields.put("annotations", metadata.getAnnotations());
        fields.put("owners", owners(resource));
        return serialization().unmarshal(serialization().asJson(fields), Map.class);
    }

    private static Map<String, Object> owners(GenericKubernetesResource resource) {
        return resource.getMetadata().getManagedFields().stream()
                .filter(entry -> !"status".equals(entry.getSubresource()))
                .collect(Collectors.toMap(
                        entry -> "%s %s %s".formatted(entry.getManager(), entry.getOperation(), entry.getApiVersion()),
                        ManagedFieldsEntry::getFieldsV1));
    }

    private KubernetesSerialization serialization() {
        return client.getKubernetesSerialization();
    }
}
