package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code spec.config} of a Subscription; OLM never looks at its {@code selector}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OperatorConfig(
        @Nullable Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        @Nullable List<Toleration> tolerations,
        @Nullable List<EnvVar> env,
        @Nullable List<EnvFromSource> envFrom,
        @Nullable List<Volume> volumes,
        @Nullable List<VolumeMount> volumeMounts,
        @Nullable ResourceRequirements resources,
        @Nullable Map<String, String> annotations) {

    static final OperatorConfig NONE = new OperatorConfig(null, null, null, null, null, null, null, null, null);
}
