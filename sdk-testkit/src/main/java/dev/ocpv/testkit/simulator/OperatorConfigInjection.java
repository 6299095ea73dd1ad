package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How OLM puts the {@code spec.config} of a Subscription into the Deployments of an operator. */
final class OperatorConfigInjection {

    private OperatorConfigInjection() {}

    /** {@return the Deployment that OLM makes of the one in the ClusterServiceVersion, which stays as it is} */
    static Deployment inject(Deployment original, OperatorConfig config) {
        var deployment = new DeploymentBuilder(original).build();
        var template = deployment.getSpec().getTemplate();
        var pod = template.getSpec();
        pod.getContainers().forEach(container -> inject(container, config));
        // OLM merges a second time while it adds the cluster's proxy, which shows where a name is given twice.
        pod.getContainers()
                .forEach(container -> container.setEnv(merge(container.getEnv(), config.env(), e -> e.getName())));
        pod.getContainers().forEach(OperatorConfigInjection::dropEmptyValues);
        pod.setVolumes(merge(pod.getVolumes(), config.volumes(), v -> v.getName()));
        pod.setTolerations(appendMissing(pod.getTolerations(), config.tolerations()));
        if (config.nodeSelector() != null) {
            pod.setNodeSelector(new LinkedHashMap<>(config.nodeSelector()));
        }
        injectAffinity(pod, config.affinity());
        if (template.getMetadata() == null) {
            template.setMetadata(new ObjectMeta());
        }
        annotate(deployment.getMetadata(), config.annotations());
        annotate(template.getMetadata(), config.annotations());
        return deployment;
    }

    private static void inject(Container container, OperatorConfig config) {
        container.setEnv(merge(container.getEnv(), config.env(), e -> e.getName()));
        container.setEnvFrom(appendMissing(container.getEnvFrom(), config.envFrom()));
        container.setVolumeMounts(merge(container.getVolumeMounts(), config.volumeMounts(), m -> m.getName()));
        if (config.resources() != null) {
            container.setResources(config.resources());
        }
    }

    /** Go writes no empty string, so an empty value comes back as none. */
    private static void dropEmptyValues(Container container) {
        container.setEnv(container.getEnv().stream()
                .map(env -> "".equals(env.getValue())
                        ? new EnvVarBuilder(env).withValue(null).build()
                        : env)
                .toList());
    }

    /** An entry of a known name replaces the first of that name, in place; others follow at the end. */
    private static <T> List<T> merge(List<T> present, @Nullable List<T> given, Function<T, String> name) {
        var merged = new ArrayList<>(present);
        if (given == null) {
            return merged;
        }
        for (var entry : given) {
            var index = indexOf(present, name, name.apply(entry));
            if (index >= 0) {
                merged.set(index, entry);
            } else {
                merged.add(entry);
            }
        }
        return merged;
    }

    private static <T> int indexOf(List<T> entries, Function<T, String> name, String wanted) {
        for (var i = 0; i < entries.size(); i++) {
            if (wanted.equals(name.apply(entries.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static <T> List<T> appendMissing(List<T> present, @Nullable List<T> given) {
        var merged = new ArrayList<>(present);
        if (given != null) {
            given.stream().filter(entry -> !present.contains(entry)).forEach(merged::add);
        }
        return merged;
    }

    /** An absent part leaves the operator's own, an empty one removes it, anything else replaces it. */
    private static void injectAffinity(PodSpec pod, @Nullable Affinity given) {
        if (given == null) {
            return;
        }
        var own = pod.getAffinity();
        if (isEmpty(given)) {
            pod.setAffinity(null);
        } else if (own == null || isEmpty(own)) {
            pod.setAffinity(given);
        } else {
            pod.setAffinity(merged(own, given));
        }
    }

    private static @Nullable Affinity merged(Affinity own, Affinity given) {
        // OLM removes the whole affinity, not only the part, when podAntiAffinity is given and empty.
        if (given.getPodAntiAffinity() != null && isEmpty(given.getPodAntiAffinity())) {
            return null;
        }
        var merged = new AffinityBuilder(own).build();
        if (given.getNodeAffinity() != null) {
            merged.setNodeAffinity(isEmpty(given.getNodeAffinity()) ? null : given.getNodeAffinity());
        }
        if (given.getPodAffinity() != null) {
            merged.setPodAffinity(isEmpty(given.getPodAffinity()) ? null : given.getPodAffinity());
        }
        if (given.getPodAntiAffinity() != null) {
            merged.setPodAntiAffinity(given.getPodAntiAffinity());
        }
        return isEmpty(merged) ? null : merged;
    }

    private static boolean isEmpty(Affinity affinity) {
        return affinity.equals(new Affinity());
    }

    private static boolean isEmpty(NodeAffinity affinity) {
        return affinity.equals(new NodeAffinity());
    }

    private static boolean isEmpty(PodAffinity affinity) {
        return affinity.equals(new PodAffinity());
    }

    private static boolean isEmpty(PodAntiAffinity affinity) {
        return affinity.equals(new PodAntiAffinity());
    }

    private static void annotate(ObjectMeta metadata, @Nullable Map<String, String> given) {
        if (given == null) {
            return;
        }
        var annotations = new LinkedHashMap<String, String>(
                metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations());
        given.forEach(annotations::putIfAbsent);
        metadata.setAnnotations(annotations);
    }
}
