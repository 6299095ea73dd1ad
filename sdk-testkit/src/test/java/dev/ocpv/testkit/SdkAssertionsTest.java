package dev.ocpv.testkit;

import static dev.ocpv.testkit.SdkAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SdkAssertionsTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"app.kubernetes.io/name":"x"},
             "annotations":{"note":"y"},"finalizers":["test/hold"]},
             "spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}]}]},
             "status":{"conditions":[{"type":"Ready","status":"False"}]}}
            """;

    private final ApiServer server = ApiServer.builder().build();

    @BeforeEach
    void createPod() {
        server.handle(ApiRequest.of("POST", PODS, POD));
    }

    @Test
    void what_is_there_passes() {
        server.handle(ApiRequest.of(
                "PATCH",
                PODS + "/p/status?fieldManager=kubelet",
                "application/merge-patch+json",
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}"));
        server.handle(ApiRequest.of("DELETE", PODS + "/p"));

        assertThat(server).hasObject("pods", "default", "p").hasNoObject("pods", "default", "q");
        assertThat(server)
                .object("pods", "default", "p")
                .hasLabel("app.kubernetes.io/name", "x")
                .hasAnnotation("note", "y")
                .hasField("spec.containers[0].ports[0].containerPort", 80)
                .hasField("metadata.finalizers", List.of("test/hold"))
                .hasField("spec.containers[0].ports[0]", Map.of("containerPort", 80, "protocol", "TCP"))
                .hasNoField("spec.nodeName")
                .hasNoField("spec.containers[1]")
                .hasCondition("Ready", "True")
                .isManagedBy("kubelet")
                .isBeingDeleted();
        assertThat(server.journal())
                .areExactly("create pods/default", "patch pods/default/p/status", "delete pods/default/p");
        assertThat(server).writes().include("delete pods/default/p").areAllAccepted();
    }

    @Test
    void what_is_not_as_wanted_fails_with_what_there_is() {
        var pod = assertThat(server).object("pods", "default", "p");

        assertThatThrownBy(() -> pod.hasField("spec.containers[0].image", "j"))
                .hasMessageContaining("spec.containers[0].image to be \"j\", not \"i\"")
                .hasMessageContaining("\"containerPort\" : 80");
        assertThatThrownBy(() -> pod.hasField("spec.nodeName")).hasMessageContaining("spec.nodeName to be set");
        assertThatThrownBy(() -> pod.hasNoField("spec.containers")).hasMessageContaining("to be absent");
        assertThatThrownBy(() -> pod.hasCondition("Ready", "True")).hasMessageContaining("condition Ready to be True");
        assertThatThrownBy(() -> pod.isManagedBy("nobody")).hasMessageContaining("managed by nobody");
        assertThatThrownBy(pod::isBeingDeleted).hasMessageContaining("metadata.deletionTimestamp to be set");
    }

    @Test
    void what_was_written_is_shown_where_something_is_missing() {
        server.handle(ApiRequest.of("POST", PODS, POD));

        assertThatThrownBy(() -> assertThat(server).hasObject("pods", "default", "q"))
                .hasMessageContaining("There is no pods/default/q")
                .hasMessageContaining("create pods/default refused with 409: pods \"p\" already exists");
        assertThatThrownBy(() -> assertThat(server).hasNoObject("pods", "default", "p"))
                .hasMessageContaining("Wanted no pods/default/p");
        assertThatThrownBy(() -> assertThat(server).writes().areExactly("create pods/default"))
                .hasMessageContaining("Wanted exactly");
        assertThatThrownBy(() -> assertThat(server).writes().include("delete pods/default/p"))
                .hasMessageContaining("Wanted the write delete pods/default/p");
        assertThatThrownBy(() -> assertThat(server).writes().areAllAccepted()).hasMessageContaining("refused with 409");
        assertThatThrownBy(() -> assertThat(server.journal()).areNone()).hasMessageContaining("Wanted no writes");
    }
}
