package dev.ocpv.testkit.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--relase 4.17 | there is no option --relase; did you mean --release?",
                "--frobnicate | there is no option --frobnicate",
                "--port | --port needs a value",
                "--port --empty | --port needs a value",
                "--port 70000 | --port 70000 is no port; ports are numbers from 0 (any free one) to 65535",
                "--port x | --port x is no port; ports are numbers from 0 (any free one) to 65535",
                "--port 1 --port 2 | --port is given twice",
                "--empty --kubernetes 1.29 | --kubernetes 1.29 is not known; there are 1.30 to 1.35",
                "--kubernetes 1.35 | --kubernetes goes with --empty alone; the release of OpenShift brings its own Kubernetes",
                "--empty --release 4.17 --kubernetes 1.35 | --kubernetes goes with --empty alone; the release of OpenShift brings its own Kubernetes",
                "--empty --scenario bare-metal | --scenario bare-metal is full of OpenShift; leave --empty out"
            })
    void what_cannot_be_done_is_said_with_what_can(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" "))).hasMessage(message);
    }

    @Test
    void an_unknown_release_is_refused_with_the_known_ones() {
        var asked = Arguments.parse("--release", "3.11");

        assertThatThrownBy(() -> StandaloneServer.start(asked))
                .hasMessage("--release 3.11 is not known; there are 4.17, 4.18, 4.19, 4.20, 4.21, 4.22");
    }

    @Test
    void an_empty_server_of_a_release_is_its_Kubernetes_and_has_nothing_of_OpenShift() throws Exception {
        try (var running = StandaloneServer.start(Arguments.parse("--empty", "--release", "4.17"))) {
            assertThat(get(running, "/version")).contains("\"minor\":\"30\"");
            assertThat(get(running, "/apis")).contains("apps").doesNotContain("openshift", "kubevirt");
            assertThat(get(running, "/api/v1/nodes")).contains("\"items\":[]");
        }
    }

    @Test
    void a_release_has_nodes_and_kinds_and_nothing_that_judges() throws Exception {
        try (var running = StandaloneServer.start(Arguments.parse("--release", "4.22"))) {
            assertThat(get(running, "/version")).contains("\"minor\":\"35\"");
            assertThat(get(running, "/api/v1/nodes/worker-5")).contains("\"type\":\"Ready\"");
            for (var kind : List.of(
                    "/apis/hco.kubevirt.io/v1/hyperconvergeds",
                    "/apis/networkaddonsoperator.network.kubevirt.io/v1/networkaddonsconfigs",
                    "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
                    "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations")) {
                assertThat(get(running, kind)).contains("\"items\":[]");
            }
        }
    }

    @Test
    void the_scenario_bare_metal_has_OpenShift_Virtualization() throws Exception {
        try (var running = StandaloneServer.start(Arguments.parse("--scenario", "bare-metal"))) {
            assertThat(get(running, "/version")).contains("\"minor\":\"30\"");
            assertThat(get(running, "/apis/hco.kubevirt.io/v1beta1/hyperconvergeds"))
                    .contains("kubevirt-hyperconverged");
        }
    }

    @Test
    void a_scenario_is_applied_with_its_status_before_anybody_comes_in() throws Exception {
        var scenario = Files.writeString(folder.resolve("scenario.yaml"), """
                # a node that is ready
                apiVersion: v1
                kind: Node
                metadata: {name: worker-0}
                status:
                  conditions:
                  - {type: Ready, status: "True"}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: blue}
                """);

        try (var running = StandaloneServer.start(Arguments.parse("--empty", "--scenario", scenario.toString()))) {
            assertThat(get(running, "/api/v1/nodes/worker-0")).contains("\"type\":\"Ready\"");
            assertThat(get(running, "/api/v1/namespaces/default/configmaps/settings"))
                    .contains("blue");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: ConfigMap | document 1: an object needs apiVersion, kind and metadata.name",
                "{apiVersion: v1, kind: Unicorn, metadata: {name: x}} | document 1, Unicorn/x: the server knows no such kind in v1",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: X_}} | document 1, ConfigMap/X_: ConfigMap \"X_\" is invalid"
            })
    void a_scenario_that_cannot_be_applied_is_refused_with_its_place(String yaml, String message) throws Exception {
        var scenario = Files.writeString(folder.resolve("scenario.yaml"), yaml);
        var asked = Arguments.parse("--empty", "--scenario", scenario.toString());

        assertThatThrownBy(() -> StandaloneServer.start(asked)).hasMessageContaining(message);
    }

    @Test
    void a_missing_scenario_is_refused() {
        var asked = Arguments.parse(
                "--empty", "--scenario", folder.resolve("none.yaml").toString());

        assertThatThrownBy(() -> StandaloneServer.start(asked)).hasMessageContaining("cannot read the scenario");
    }

    @Test
    void a_taken_port_is_refused_with_a_way_out() {
        try (var first = StandaloneServer.start(Arguments.parse("--empty"))) {
            var port = Integer.toString(URI.create(first.door().url()).getPort());
            var asked = Arguments.parse("--empty", "--port", port);

            assertThatThrownBy(() -> StandaloneServer.start(asked))
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("leave --port out for any free one");
        }
    }

    @Test
    void the_kubeconfig_appears_whole_and_leaves_nothing_beside_it() throws Exception {
        var file = folder.resolve("new/kubeconfig");

        Kubeconfig.write(file, "one");
        Kubeconfig.write(file, "two");

        assertThat(file).hasContent("two");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String get(StandaloneServer running, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(running.door().url() + path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
