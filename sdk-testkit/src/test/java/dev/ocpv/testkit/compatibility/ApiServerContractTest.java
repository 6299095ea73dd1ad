package dev.ocpv.testkit.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Requests;
import dev.ocpv.testkit.server.VirtualClock;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ApiServerContractTest {

    @Test
    void answers_through_http_are_graded_as_those_in_the_same_process() {
        for (String area : List.of("crud", "list-watch")) {
            Recording recording = Recording.published(35, area);
            List<String> inProcess =
                    grades(ApiServerCompatibilityKit.of(Endpoint.of(server())).replay(recording));
            ApiServer server = server();
            try (HttpDoor door = HttpDoor.open(server)) {
                Endpoint http = new MovingTheClock(server, door.url());

                assertThat(grades(ApiServerCompatibilityKit.of(http).replay(recording)))
                        .isEqualTo(inProcess);
            }
        }
    }

    private static ApiServer server() {
        return ApiServer.builder()
                .clock(VirtualClock.startingAt(Instant.parse("2026-01-01T00:00:00Z")))
                .build();
    }

    private static List<String> grades(List<Exchange> exchanges) {
        return exchanges.stream().map(one -> one.id() + " " + one.grade()).toList();
    }

    @Test
    void recorded_waits_are_handed_to_the_server_that_is_replayed_against() {
        List<Duration> waits = new ArrayList<>();
        Endpoint memory = Endpoint.of(server());
        Endpoint endpoint = new Endpoint() {
            @Override
            public ApiResponse send(ApiRequest request) {
                return memory.send(request);
            }

            @Override
            public void pause(Duration time) {
                waits.add(time);
                memory.pause(time);
            }
        };

        ApiServerCompatibilityKit.of(endpoint).replay(Recording.published(35, "collector"));

        assertThat(waits).hasSizeGreaterThan(10).allMatch(wait -> !wait.isNegative());
    }

    @Test
    void a_recording_that_is_not_there_says_which_are() {
        assertThatThrownBy(() -> Recording.published(30, "collector")).hasMessageContaining("there are [crud, patch");
        assertThat(Recording.areas(35)).contains("collector").hasSize(12);
    }

    @Test
    void whoever_extends_the_contract_gets_a_test_for_each_case_that_says_what_differs() {
        List<String> failures = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    result.getThrowable()
                            .ifPresentOrElse(
                                    problem -> failures.add(problem.getMessage()),
                                    () -> passed.add(test.getDisplayName()));
                }
            }
        };

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Broken.class))
                                .build(),
                        listener);

        assertThat(passed).hasSizeGreaterThan(5);
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .contains("patch ")
                        .contains("status: want ")
                        .contains("got 503"));
    }

    /** A server that knows no strategic merge patch. */
    static class Broken extends ApiServerContract {
        @Override
        protected Endpoint freshServer() {
            ApiServer server = server();
            server.faults()
                    .on(Requests.patches()
                            .and(request -> request.header("Content-Type").contains("strategic")))
                    .unavailable();
            return Endpoint.of(server);
        }

        @Override
        protected List<String> areas() {
            return List.of("patch");
        }
    }

    /** HTTP, but nobody waits: the clock of the server moves until the answer is complete. */
    private record MovingTheClock(ApiServer server, HttpClient client, String url) implements Endpoint {
        MovingTheClock(ApiServer server, String url) {
            this(server, HttpClient.newHttpClient(), url);
        }

        @Override
        public ApiResponse send(ApiRequest request) {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + request.target()))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
            return answer(client.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofByteArray()));
        }

        private ApiResponse answer(CompletableFuture<HttpResponse<byte[]>> answer) {
            try {
                while (true) {
                    try {
                        HttpResponse<byte[]> response = answer.get(20, TimeUnit.MILLISECONDS);
                        return new ApiResponse(
                                response.statusCode(), response.headers().map(), response.body(), null);
                    } catch (TimeoutException e) {
                        server.clock().advance(Duration.ofSeconds(1));
                    }
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new UncheckedIOException(new java.io.IOException(e));
            }
        }

        @Override
        public void pause(Duration time) {
            server.clock().advance(time);
        }
    }
}
