package dev.ocpv.testkit;

import dev.ocpv.Cluster;
import dev.ocpv.ClusterOptions;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Snapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives each test a cluster in memory that nobody has touched, and the SDK connected to it: parameters of type {@link TestCluster},
 * {@link ApiServer}, {@link KubernetesClient} and {@link Cluster}. The cluster is built once for each class. A failed test reports the
 * writes it made, with the answers to those that were refused.
 *
 * <p>Either annotate with {@link OcpvTest}, or register an instance that says which cluster to build.
 */
public final class TestClusterExtension implements BeforeEachCallback, ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(TestClusterExtension.class);
    private static final Set<Class<?>> INJECTED =
            Set.of(TestCluster.class, KubernetesClient.class, ApiServer.class, Cluster.class);
    private static final String FIELD_MANAGER = "ocpv-test";

    private final Optional<Supplier<TestCluster>> maker;

    /** Used by {@link OcpvTest}, which says the release. */
    public TestClusterExtension() {
        maker = Optional.empty();
    }

    private TestClusterExtension(Supplier<TestCluster> maker) {
        this.maker = Optional.of(maker);
    }

    /** {@return an extension whose tests start from a cluster that is built like this} */
    public static TestClusterExtension startingFrom(Supplier<TestCluster> maker) {
        return new TestClusterExtension(maker);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        prepared(context).restore();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var cluster = prepared(context).cluster();
        var type = parameter.getParameter().getType();
        if (type == TestCluster.class) {
            return cluster;
        }
        if (type == ApiServer.class) {
            return cluster.server();
        }
        return type == KubernetesClient.class ? cluster.client() : connect(context, cluster);
    }

    private static Cluster connect(ExtensionContext context, TestCluster cluster) {
        var options = ClusterOptions.builder()
                .fieldManager(FIELD_MANAGER)
                .ticker(cluster.ticker())
                .build();
        var connected = Cluster.connect(cluster.client(), options);
        context.getStore(NAMESPACE).put(connected, (AutoCloseable) connected);
        return connected;
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        context.publishReportEntry(
                Map.of("journal", WritesText.of(prepared(context).cluster().writes())));
    }

    private Prepared prepared(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        type,
                        key -> Prepared.of(
                                maker.orElseGet(() -> annotated(type)).get()),
                        Prepared.class);
    }

    private static Supplier<TestCluster> annotated(Class<?> type) {
        // the annotation of a class is also that of the classes nested in it
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            var annotation = at.getAnnotation(OcpvTest.class);
            if (annotation != null) {
                return () -> Scenarios.bareMetal(annotation.value());
            }
        }
        return () -> Scenarios.bareMetal(Release.OCP_4_17);
    }

    private record Prepared(TestCluster cluster, Snapshot fresh) implements AutoCloseable {

        static Prepared of(TestCluster cluster) {
            return new Prepared(cluster, cluster.snapshot());
        }

        void restore() {
            cluster.restore(fresh);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
