package dev.ocpv.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sends the recorded documents through the HTTP door of a server that has the definitions of a release and no operators, as the server had
 * that they were recorded of. Every tenth document of each definition, unless {@code -Dmodels.every=1} asks for all. With {@code -Dmodels.operators=true} a whole cluster is asked, and the test fails with what
 * its operators judge otherwise.
 */
class ServedVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVERY = Integer.getInteger("models.every", 10);
    private static final int SMALLEST = 3988;

    private final ApiCatalog catalog = ApiCatalog.load();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @EnumSource
    void the_served_definitions_judge_as_a_real_server_does(Release release) throws Exception {
        var tally = new Tally();

        try (var cluster = cluster(release);
                var door = HttpDoor.open(cluster.server())) {
            for (var recorded : RecordedDocuments.of(release, catalog).toList()) {
                send(recorded, door.url(), tally);
            }
        }

        assertThat(tally.documents()).isGreaterThanOrEqualTo(SMALLEST / EVERY);
        assertThat(tally.different())
                .as(
                        "%s: %d of %d documents judged otherwise",
                        release.version(), tally.different().size(), tally.documents())
                .isEmpty();
    }

    private static TestCluster cluster(Release release) {
        return Boolean.getBoolean("models.operators")
                ? Scenarios.bareMetal(release)
                : TestCluster.builder().release(release).build();
    }

    private void send(RecordedDocuments recorded, String url, Tally tally) throws Exception {
        var place = url + "/apis/" + recorded.head().path("apiVersion").asText()
                + (recorded.namespaced() ? "/namespaces/default/" : "/") + recorded.plural()
                + "?dryRun=All&fieldValidation=Warn";
        for (int i = 0; i < recorded.documents().size(); i += EVERY) {
            var document = recorded.documents().get(i);
            tally.add(recorded, document, verdict(place, recorded.head(), document.send()));
        }
    }

    private Verdict verdict(String place, ObjectNode head, ObjectNode send) throws IOException, InterruptedException {
        ObjectNode body = head.deepCopy();
        body.setAll(send);
        var request = HttpRequest.newBuilder(URI.create(place))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return Verdict.answered(send, answer.statusCode(), (ObjectNode) JSON.readTree(answer.body()));
    }
}
