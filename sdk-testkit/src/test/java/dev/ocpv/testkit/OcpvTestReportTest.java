package dev.ocpv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as a build does, and looks at what a reader gets to see. */
class OcpvTestReportTest {

    @Test
    void a_failed_test_shows_its_own_writes_and_why_they_were_refused() {
        Run run = Run.of(Failing.class);

        assertThat(run.results).containsExactlyInAnyOrder("passes SUCCESSFUL", "fails FAILED");
        assertThat(run.reports).hasSize(1);
        assertThat(run.reports.get(0))
                .contains("create configmaps/default")
                .contains("delete configmaps/default/nothing refused with 404: configmaps \"nothing\" not found")
                .doesNotContain("secrets");
    }

    @Test
    void nested_and_derived_classes_have_the_release_of_the_class_around_or_above() {
        Run run = Run.of(Derived.class);

        assertThat(run.results).containsExactlyInAnyOrder("own SUCCESSFUL", "nested SUCCESSFUL");
    }

    @Test
    void tests_of_a_class_wait_for_each_other_where_tests_run_in_parallel() {
        Run run = Run.of(Parallel.class);

        assertThat(run.results).hasSize(20).allMatch(result -> result.endsWith(" SUCCESSFUL"));
    }

    /** Marked so that a build does not take it for a test of its own. */
    @OcpvTest
    static class Failing {
        @Test
        void passes(ApiServer server) {
            create(server, "secrets", "Secret");
        }

        @Test
        void fails(ApiServer server) {
            create(server, "configmaps", "ConfigMap");
            server.handle(ApiRequest.of("DELETE", "/api/v1/namespaces/default/configmaps/nothing"));
            server.faults().on(Requests.any()).unavailable();

            assertThat(true).isFalse();
        }
    }

    @OcpvTest(Release.OCP_4_22)
    abstract static class Above {}

    static class Derived extends Above {
        @Test
        void own(TestCluster cluster) {
            assertThat(cluster.release()).isEqualTo(Release.OCP_4_22);
        }

        @Nested
        class Inner {
            @Test
            void nested(TestCluster cluster) {
                assertThat(cluster.release()).isEqualTo(Release.OCP_4_22);
            }
        }
    }

    @OcpvTest
    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        private static final AtomicInteger RUNNING = new AtomicInteger();

        @RepeatedTest(20)
        void alone(ApiServer server) {
            assertThat(RUNNING.incrementAndGet()).isEqualTo(1);
            create(server, "configmaps", "ConfigMap");
            Thread.yield();
            assertThat(server.journal().writes()).hasSize(1);
            RUNNING.decrementAndGet();
        }
    }

    private static void create(ApiServer server, String plural, String kind) {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"x\"}}";
        assertThat(server.handle(ApiRequest.of("POST", "/api/v1/namespaces/default/" + plural, body))
                        .status())
                .isEqualTo(201);
    }

    private static final class Run implements TestExecutionListener {
        final List<String> results = Collections.synchronizedList(new ArrayList<>());
        final List<String> reports = Collections.synchronizedList(new ArrayList<>());

        static Run of(Class<?> type) {
            Run run = new Run();
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(type))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                    .build();
            LauncherFactory.create().execute(request, run);
            return run;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                results.add(test.getDisplayName().replaceAll("\\(.*", "") + " " + result.getStatus());
            }
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            reports.add(entry.getKeyValuePairs().getOrDefault("journal", ""));
        }
    }
}
