package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The health checks, each of which passes, since there is nothing here that could fail. */
final class Health {
    private static final List<String> FIRST = List.of("ping", "log", "etcd");
    private static final List<String> OF_READINESS = List.of("etcd-readiness", "informer-sync");
    private static final List<String> HOOKS = List.of(
            "poststarthook/start-apiserver-admission-initializer",
            "poststarthook/generic-apiserver-start-informers",
            "poststarthook/priority-and-fairness-config-consumer",
            "poststarthook/priority-and-fairness-filter",
            "poststarthook/storage-object-count-tracker-hook",
            "poststarthook/start-apiextensions-informers",
            "poststarthook/start-apiextensions-controllers",
            "poststarthook/crd-informer-synced",
            "poststarthook/start-system-namespaces-controller",
            "poststarthook/start-cluster-authentication-info-controller",
            "poststarthook/start-kube-apiserver-identity-lease-controller",
            "poststarthook/start-kube-apiserver-identity-lease-garbage-collector",
            "poststarthook/start-legacy-token-tracking-controller",
            "poststarthook/start-service-ip-repair-controllers",
            "poststarthook/scheduling/bootstrap-system-priority-classes",
            "poststarthook/priority-and-fairness-config-producer",
            "poststarthook/bootstrap-controller",
            "poststarthook/start-kubernetes-service-cidr-controller",
            "poststarthook/start-kube-aggregator-informers",
            "poststarthook/apiservice-status-local-available-controller",
            "poststarthook/apiservice-status-remote-available-controller",
            "poststarthook/apiservice-registration-controller",
            "poststarthook/apiservice-discovery-controller",
            "poststarthook/kube-apiserver-autoregistration",
            "autoregister-completion",
            "poststarthook/apiservice-openapi-controller",
            "poststarthook/apiservice-openapiv3-controller");
    private static final Map<String, List<String>> CHECKS = Map.of(
            "healthz", checks(List.of(), List.of()),
            "livez", checks(List.of(), List.of()),
            "readyz", checks(OF_READINESS, List.of("shutdown")));

    private Health() {}

    private static List<String> checks(List<String> second, List<String> last) {
        List<String> all = new ArrayList<>(FIRST);
        all.addAll(second);
        all.addAll(HOOKS);
        all.addAll(last);
        return List.copyOf(all);
    }

    /** {@return what a path of health checks answers; empty when it is none} */
    static Optional<String> answer(String path, Query query) {
        int slash = path.indexOf('/', 1);
        String group = path.substring(Math.min(1, path.length()), slash < 0 ? path.length() : slash);
        List<String> checks = CHECKS.get(group);
        if (checks == null) {
            return Optional.empty();
        }
        if (slash >= 0) {
            return checks.contains(path.substring(slash + 1)) ? Optional.of("ok") : Optional.empty();
        }
        return Optional.of(query.has("verbose") ? report(group, checks, query.all("exclude")) : "ok");
    }

    private static String report(String group, List<String> checks, List<String> excluded) {
        StringBuilder report = new StringBuilder();
        for (String check : checks) {
            report.append("[+]").append(check).append(excluded.contains(check) ? " excluded: ok\n" : " ok\n");
        }
        String unknown = excluded.stream()
                .distinct()
                .filter(name -> !checks.contains(name))
                .sorted()
                .map(GoText::quote)
                .collect(Collectors.joining(","));
        if (!unknown.isEmpty()) {
            report.append("warn: some health checks cannot be excluded: no matches for ")
                    .append(unknown)
                    .append('\n');
        }
        return report.append(group).append(" check passed\n").toString();
    }
}
