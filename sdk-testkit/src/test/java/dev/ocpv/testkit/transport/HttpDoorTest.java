package dev.ocpv.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class HttpDoorTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final ApiServer server = ApiServer.builder()
            .putToken("other", "eve", List.of("system:authenticated"))
            .build();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> get(HttpClient by, String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return by.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_watch_ends_when_the_clients_seconds_are_over_though_the_servers_clock_stands_still() throws Exception {
        try (var door = HttpDoor.open(server)) {
            var answer = get(client, door.url() + MAPS + "?watch=true&timeoutSeconds=1");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void events_come_at_once_and_the_stream_ends_with_the_door() throws Exception {
        java.util.Iterator<String> events;
        try (var door = HttpDoor.open(server)) {
            var request = HttpRequest.newBuilder(URI.create(door.url() + MAPS + "?watch=true"))
                    .build();
            events = client.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .iterator();
            server.handle(ApiRequest.of("POST", MAPS, "{\"metadata\":{\"name\":\"a\"}}"));

            assertThat(events.next()).contains("\"type\":\"ADDED\"", "\"name\":\"a\"");
        }

        assertThat(endsOrBreaks(events)).isTrue();
    }

    private static boolean endsOrBreaks(java.util.Iterator<String> events) {
        try {
            return !events.hasNext();
        } catch (java.io.UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void an_answer_does_not_wait_for_the_acknowledgement_of_its_headers() throws Exception {
        try (var door = HttpDoor.open(server)) {
            for (int i = 0; i < 50; i++) {
                get(client, door.url() + MAPS);
            }
            var start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                get(client, door.url() + MAPS);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50 * 38));
        }
    }

    @Test
    void with_a_token_nobody_comes_in_without_one() throws Exception {
        try (var door = HttpDoor.builder(server).token("secret").open()) {
            assertThat(get(client, door.url() + MAPS).statusCode()).isEqualTo(401);
            assertThat(get(client, door.url() + MAPS, "Authorization", "Bearer wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(client, door.url() + MAPS, "Authorization", "Bearer secret")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(client, door.url() + MAPS, "Authorization", "Bearer other")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(door.kubeconfig()).contains("token: \"secret\"");
        }
    }

    @Test
    void tls_is_trusted_by_whoever_has_the_kubeconfig() throws Exception {
        try (var door = HttpDoor.builder(server).tls().open()) {
            var data = Pattern.compile("certificate-authority-data: (\\S+)").matcher(door.kubeconfig());
            assertThat(data.find()).isTrue();
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("door", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            var trusting = HttpClient.newBuilder().sslContext(context).build();

            assertThat(door.url()).startsWith("https://127.0.0.1:");
            assertThat(get(trusting, door.url() + MAPS).statusCode()).isEqualTo(200);
        }
    }
}
