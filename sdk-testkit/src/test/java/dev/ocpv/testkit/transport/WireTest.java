package dev.ocpv.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door, byte by byte. */
class WireTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int PATIENCE = 20_000;

    private final ApiServer server = ApiServer.builder().build();
    private final HttpDoor door = HttpDoor.open(server);

    @AfterEach
    void shut() {
        door.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", URI.create(door.url()).getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** All that comes until the server closes the connection. */
    private String exchange(String text) throws IOException {
        try (var socket = connect()) {
            send(socket, text);
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            // reset, since the server closed with bytes of ours unread
        }
        return all.toString(ISO_8859_1);
    }

    private static String until(InputStream in, String end) throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
            if (text.indexOf(end) >= 0) {
                break;
            }
        }
        return text.toString();
    }

    private void create(String name) {
        assertThat(server.handle(ApiRequest.of("POST", MAPS, "{\"metadata\":{\"name\":\"" + name + "\"}}"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void requests_that_come_together_are_answered_in_order() throws IOException {
        var answers = exchange("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
                + "POST " + MAPS + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
                + "{\"metadata\":{\"name\":\"one\"}}\r\n"
                + "GET " + MAPS + "/none HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(answers)
                .containsSubsequence("HTTP/1.1 200 OK", "ok", "HTTP/1.1 201 Created", "HTTP/1.1 404 Not Found");
    }

    @Test
    void a_body_may_come_in_chunks_with_extensions_and_trailers() throws IOException {
        var answer = exchange("POST " + MAPS + " HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "c;why=not\r\n{\"metadata\":\r\nF\r\n{\"name\":\"two\"}}\r\n0\r\nTrailer: yes\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 201 Created").contains("\"name\":\"two\"");
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws IOException {
        try (var socket = connect()) {
            send(
                    socket,
                    "POST " + MAPS + " HTTP/1.1\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 29\r\nConnection: close\r\n\r\n");
            assertThat(until(socket.getInputStream(), "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "{\"metadata\":{\"name\":\"three\"}}");

            assertThat(rest(socket)).startsWith("HTTP/1.1 201 Created");
        }
    }

    @Test
    void the_answer_to_head_is_a_head() throws IOException {
        var answers = exchange("HEAD /healthz HTTP/1.1\r\n\r\nGET /readyz HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("\r\n\r\n", -1)).hasSize(3).endsWith("ok");
    }

    @Test
    void an_old_client_gets_one_answer_and_the_end() throws IOException {
        assertThat(exchange("GET /healthz HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\nok");
    }

    @Test
    void an_old_client_may_ask_to_stay() throws IOException {
        var answers =
                exchange("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + "GET /readyz HTTP/1.0\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void a_target_may_name_the_host() throws IOException {
        assertThat(exchange("GET http://anything:80/healthz HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .endsWith("ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONSENSE|400",
                "GET /healthz|400",
                "GET /healthz HTTP/2.0|400",
                "G@T /healthz HTTP/1.1|400",
                "GET / healthz HTTP/1.1|400",
                "GET /healthz HTTP/1.1~no colon|400",
                "GET /healthz HTTP/1.1~: no name|400",
                "GET /healthz HTTP/1.1~A: 1~ folded|400",
                "GET /healthz HTTP/1.1~Space : 1|400",
                "POST /healthz HTTP/1.1~Content-Length: -1|400",
                "POST /healthz HTTP/1.1~Content-Length: 1~Content-Length: 2|400",
                "POST /healthz HTTP/1.1~Content-Length: 99999999999999|413",
                "POST /healthz HTTP/1.1~Content-Length: 1~Transfer-Encoding: chunked|400",
                "POST /healthz HTTP/1.1~Transfer-Encoding: gzip|501",
                "POST /healthz HTTP/1.1~Transfer-Encoding: chunked~~xyz|400",
                "POST /healthz HTTP/1.1~Transfer-Encoding: chunked~~1~ab|400",
                "POST /healthz HTTP/1.1~Transfer-Encoding: chunked~~FFFFFFFFFFFFFFF|413"
            })
    void what_is_no_http_is_answered_and_the_connection_ends(String request, int status) throws IOException {
        var answer = exchange(request.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close\r\n", "text/plain");
        assertThat(exchange("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .endsWith("ok");
    }

    @Test
    void a_head_that_does_not_end_is_refused() throws IOException {
        assertThat(exchange("GET /healthz HTTP/1.1\r\nLong: " + "x".repeat(300_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(exchange("GET /healthz HTTP/1.1\r\n" + "Many: more\r\n".repeat(30_000)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void a_body_that_is_too_large_is_read_to_its_end_and_refused() throws IOException {
        var head = "POST " + MAPS + " HTTP/1.1\r\nContent-Type: application/json\r\n";
        var last = "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n";
        var plain = head + "Content-Length: 6000000\r\n\r\n" + "x".repeat(6_000_000) + last;
        var chunked =
                head + "Transfer-Encoding: chunked\r\n\r\n5B8D80\r\n" + "x".repeat(6_000_000) + "\r\n0\r\n\r\n" + last;

        for (var request : List.of(plain, chunked)) {
            assertThat(exchange(request))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\"kind\":\"Status\"")
                    .endsWith("ok");
        }
    }

    @Test
    void a_client_that_stops_in_the_middle_holds_up_nobody() throws IOException {
        try (var slow = connect();
                var slower = connect()) {
            send(slow, "GET /heal");
            send(slower, "POST " + MAPS + " HTTP/1.1\r\nContent-Length: 100\r\n\r\n{");

            assertThat(exchange("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .endsWith("ok");
        }
        assertThat(exchange("GET " + MAPS + "?limit=1 HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .contains("\"kind\":\"ConfigMapList\"");
    }

    @Test
    void a_value_that_came_from_a_client_cannot_add_a_header() throws IOException {
        var body = "{\"metadata\":{\"name\":\"w\"},\"a\\r\\nEvil: yes\":1}";
        var answer = exchange("POST " + MAPS + "?fieldValidation=Warn HTTP/1.1\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(answer).contains("\r\nWarning: 299 ", "Evil");
        assertThat(answer).doesNotContain("\r\nEvil:");
    }

    @Test
    void a_watcher_that_is_gone_is_forgotten() throws Exception {
        try (var socket = connect()) {
            send(socket, "GET " + MAPS + "?watch=true HTTP/1.1\r\n\r\n");
            assertThat(until(socket.getInputStream(), "\r\n\r\n")).contains("Transfer-Encoding: chunked\r\n");
            create("a");
            assertThat(until(socket.getInputStream(), "\n\r\n")).contains("\"type\":\"ADDED\"");
        }
        awaitNoWatch();
    }

    @Test
    void a_watcher_that_does_not_read_holds_up_nobody() throws Exception {
        try (var socket = connect()) {
            send(socket, "GET " + MAPS + "?watch=true HTTP/1.1\r\n\r\n");
            until(socket.getInputStream(), "\r\n\r\n");
            var large = "v".repeat(500_000);
            for (int i = 0; i < 40; i++) {
                server.handle(ApiRequest.of(
                        "POST", MAPS, "{\"metadata\":{\"name\":\"m" + i + "\"},\"data\":{\"k\":\"" + large + "\"}}"));
            }
            var heard = new Heard();
            open(MAPS + "?watch=true&fieldSelector=metadata.name%3Dsmall", heard);
            create("small");

            assertThat(heard.next()).contains("\"name\":\"small\"");
            door.close();
            awaitNoWatch();
        }
    }

    private void awaitNoWatch() throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (door.watches() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void an_old_client_gets_the_events_as_lines() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET " + MAPS + "?watch=true&timeoutSeconds=1 HTTP/1.0\r\n\r\n");
            assertThat(until(socket.getInputStream(), "\r\n\r\n")).doesNotContain("chunked");
            create("a");

            assertThat(rest(socket)).startsWith("{\"type\":\"ADDED\"").endsWith("}\n");
        }
    }

    /** Collects what a WebSocket of the JDK hears. */
    private static final class Heard implements WebSocket.Listener {
        final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final CompletableFuture<String> pong = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            pong.complete(ISO_8859_1.decode(message).toString());
            return WebSocket.Listener.super.onPong(socket, message);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        String next() throws InterruptedException {
            var message = messages.poll(PATIENCE, TimeUnit.MILLISECONDS);
            assertThat(message).isNotNull();
            return message;
        }
    }

    private WebSocket open(String target, Heard heard) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(door.url().replace("http:", "ws:") + target), heard)
                .get(PATIENCE, TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @CsvSource({"0", "300", "70000"})
    void a_watch_comes_as_messages_of_a_websocket_short_or_long(int size) throws Exception {
        var heard = new Heard();
        open(MAPS + "?watch=true", heard);
        server.handle(ApiRequest.of(
                "POST", MAPS, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"" + "v".repeat(size) + "\"}}"));

        assertThat(heard.next()).startsWith("{\"type\":\"ADDED\"").contains("v".repeat(size));
    }

    @Test
    void a_websocket_is_told_of_the_end_and_its_pings_are_answered() throws Exception {
        var heard = new Heard();
        var socket = open(MAPS + "?watch=true&timeoutSeconds=2", heard);
        socket.sendPing(ISO_8859_1.encode("there?")).get(PATIENCE, TimeUnit.MILLISECONDS);

        assertThat(heard.pong.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("there?");
        assertThat(heard.closed.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void a_websocket_that_its_client_closes_is_forgotten() throws Exception {
        var heard = new Heard();
        var socket = open(MAPS + "?watch=true", heard);
        create("a");
        heard.next();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").get(PATIENCE, TimeUnit.MILLISECONDS);

        awaitNoWatch();
    }

    @Test
    void the_door_ends_its_websockets_in_order() throws Exception {
        var heard = new Heard();
        open(MAPS + "?watch=true", heard);
        create("a");
        heard.next();
        door.close();

        assertThat(heard.closed.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void a_websocket_for_anything_but_a_watch_gets_the_plain_answer() throws IOException {
        var head = " HTTP/1.1\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

        assertThat(exchange("GET " + MAPS + head)).startsWith("HTTP/1.1 200 OK");
        assertThat(exchange("GET /apis/none/v1/things?watch=true" + head)).startsWith("HTTP/1.1 404 Not Found");
    }

    @Test
    void the_handshake_is_that_of_the_standard() throws IOException {
        try (var socket = connect()) {
            send(
                    socket,
                    "GET " + MAPS + "?watch=true HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

            assertThat(until(socket.getInputStream(), "\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        }
    }

    @Test
    void the_client_of_fabric8_watches_through_it() throws Exception {
        var names = new LinkedBlockingQueue<String>();
        var config =
                new ConfigBuilder(InProcess.config()).withMasterUrl(door.url()).build();
        try (var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build()) {
            var watch = client.configMaps().inNamespace("default").watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, ConfigMap map) {
                    names.add(action + " " + map.getMetadata().getName());
                }

                @Override
                public void onClose(WatcherException cause) {}
            });
            create("a");
            create("b");

            assertThat(names.poll(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("ADDED a");
            assertThat(names.poll(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("ADDED b");
            watch.close();
        }
        awaitNoWatch();
    }
}
