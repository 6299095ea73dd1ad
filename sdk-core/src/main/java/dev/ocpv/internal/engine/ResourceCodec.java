package dev.ocpv.internal.engine;

import dev.ocpv.internal.tree.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** Between typed resources and documents. */
record ResourceCodec(KubernetesSerialization serialization) {

    Map<String, Object> of(HasMetadata resource) {
        return Json.parse(serialization.asJson(resource));
    }

    <T> T typed(Map<String, Object> document, Class<T> type) {
        return serialization.unmarshal(Json.write(document), type);
    }
}
