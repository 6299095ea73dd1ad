package dev.ocpv.testkit.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import dev.ocpv.testkit.server.Snapshot;
import dev.ocpv.testkit.server.VirtualClock;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that is sent anything, and must answer it in order. */
final class Prey {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern OWN_FAULT = Pattern.compile(
            "(java|javax|jdk|com|org|dev)\\.[a-z0-9.]+[A-Z]\\w*(Exception|Error)|StackOverflow|\\tat \\w+\\.");
    private static final int EVENTS = 100;
    private static final int PATIENCE_MILLIS = 10_000;

    private final ApiServer server;
    private final Snapshot fresh;
    private @Nullable HttpDoor door;

    Prey(List<String> definitions, List<ApiRequest> first) {
        ApiServer.Builder builder = ApiServer.builder().clock(VirtualClock.startingAt(Instant.EPOCH));
        definitions.forEach(builder::addDefinition);
        server = builder.build();
        for (ApiRequest request : first) {
            ApiResponse response = server.handle(request);
            if (response.status() >= 300) {
                throw new IllegalArgumentException(response.text());
            }
        }
        fresh = server.snapshot();
    }

    /** Forgets what was sent so far. */
    void reset() {
        server.restore(fresh);
        server.journal().clear();
    }

    /** {@return the answer, which is one that a client can read} */
    ApiResponse send(ApiRequest request) {
        ApiResponse response = server.handle(request);
        check(request, response);
        return response;
    }

    /** Sends bytes to the door, and reads until the connection ends. */
    void sendOnTheWire(byte[] bytes) {
        if (door == null) {
            door = HttpDoor.open(server);
        }
        String answer = "";
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(door.url()).getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no end of the answer in sight", e);
        } catch (IOException e) {
            // the door closed while something was left to be read or written
        }
        if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("not an answer: " + answer);
        }
        if (answer.startsWith("HTTP/1.1 500") && OWN_FAULT.matcher(answer).find()) {
            throw new AssertionError(answer);
        }
    }

    private static void check(ApiRequest request, ApiResponse response) {
        String text = response.text();
        if (response.status() == 500 && OWN_FAULT.matcher(text).find()) {
            throw new AssertionError(request.method() + " " + request.target() + " answered " + text);
        }
        if (response.events() != null) {
            drain(response.events());
        } else if (response.header("Content-Type").startsWith("application/json") && !text.isEmpty()) {
            parse(text);
        }
    }

    private static void drain(EventStream events) {
        try (events) {
            byte[] event = events.next();
            for (int i = 0; i < EVENTS && event != null; i++) {
                parse(new String(event, StandardCharsets.UTF_8));
                event = events.next();
            }
        }
    }

    private static void parse(String text) {
        try {
            JSON.readTree(text);
        } catch (JsonProcessingException e) {
            if (!String.valueOf(e.getMessage()).contains("nesting depth")) {
                throw new AssertionError("an answer that is no JSON: " + text, e);
            }
        }
    }

    static ApiRequest request(String method, String target, String type, byte[] body) {
        return new ApiRequest(method, target, Map.of("Content-Type", List.of(type)), body);
    }
}
