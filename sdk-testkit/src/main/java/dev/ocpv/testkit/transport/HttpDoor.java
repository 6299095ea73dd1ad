package dev.ocpv.testkit.transport;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The door for everyone else: HTTP/1.1, on the loopback interface unless told otherwise. The seconds after which a client wants its watch to
 * end are seconds of the wall clock here, whatever the clock of the server shows. Requests are handled one after the other, by whoever holds
 * the server's monitor.
 */
public final class HttpDoor implements AutoCloseable {
    private static final int BODY_LIMIT = 4 * 1024 * 1024;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final ApiServer server;
    private final HttpServer http;
    private final ExecutorService threads;
    private final @Nullable SelfSigned certificate;
    private final @Nullable String token;
    private final Set<StreamReader> streams = ConcurrentHashMap.newKeySet();

    private HttpDoor(Builder builder) throws IOException {
        server = builder.server;
        token = builder.token;
        InetSocketAddress address = new InetSocketAddress(builder.host, builder.port);
        if (builder.tls) {
            certificate = SelfSigned.forHost(builder.host);
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            http = https;
        } else {
            certificate = null;
            http = HttpServer.create(address, 0);
        }
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "api-door-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    /** {@return an open door on a free port of the loopback interface} */
    public static HttpDoor open(ApiServer server) {
        return builder(server).open();
    }

    /** {@return an open door on a port of the loopback interface} */
    public static HttpDoor open(ApiServer server, int port) {
        return builder(server).port(port).open();
    }

    /** {@return a builder of a door} */
    public static Builder builder(ApiServer server) {
        return new Builder(server);
    }

    /** {@return where the server is to be found} */
    public String url() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getAddress().getHostAddress();
        String quoted = host.contains(":") ? "[" + host + "]" : host;
        return (certificate == null ? "http://" : "https://") + quoted + ":" + address.getPort();
    }

    /** {@return a kubeconfig, as YAML, with which kubectl and other clients come in} */
    public String kubeconfig() {
        String trust = certificate == null ? "" : "    certificate-authority-data: " + certificate.base64() + "\n";
        String user = token == null ? "  user: {}\n" : "  user:\n    token: \"" + token + "\"\n";
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: testkit
                  cluster:
                    server: "%s"
                %susers:
                - name: testkit
                %scontexts:
                - name: testkit
                  context:
                    cluster: testkit
                    user: testkit
                    namespace: default
                current-context: testkit
                """.formatted(url(), trust, user);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // A 200 tells fabric8 at once to watch by plain HTTP; anything else costs it retries.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            ApiRequest request = request(exchange);
            ApiResponse response = answer(request);
            Headers headers = exchange.getResponseHeaders();
            response.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            EventStream events = response.events();
            if (events != null) {
                stream(exchange, new StreamReader(events, request));
                return;
            }
            byte[] body = response.body();
            boolean bodyless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(response.status(), bodyless ? -1 : body.length);
            if (!bodyless) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private ApiResponse answer(ApiRequest request) {
        ApiRequest seen = request;
        if (token != null) {
            String given = request.header("Authorization");
            if (given.isEmpty()) {
                return ApiServer.failure(401, "Unauthorized", "Unauthorized");
            }
            if (given.equals("Bearer " + token)) {
                seen = request.without("Authorization");
            }
        }
        synchronized (server) {
            return server.handle(seen);
        }
    }

    private static ApiRequest request(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(BODY_LIMIT);
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new ApiRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body);
    }

    private void stream(HttpExchange exchange, StreamReader reader) throws IOException {
        streams.add(reader);
        try (reader) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            reader.copyTo(out);
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(reader);
        }
    }

    @Override
    public void close() {
        streams.forEach(StreamReader::end);
        http.stop(0);
        threads.shutdownNow();
    }

    /** Says what a door shall be like. */
    public static final class Builder {
        private final ApiServer server;
        private InetAddress host = InetAddress.getLoopbackAddress();
        private int port;
        private boolean tls;
        private @Nullable String token;

        private Builder(ApiServer server) {
            this.server = server;
        }

        /** The address to listen at; that of the loopback interface unless given. */
        public Builder host(InetAddress value) {
            host = value;
            return this;
        }

        /** The port; any free one unless given. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Speaks HTTPS, with a certificate made for this door, which its kubeconfig trusts. */
        public Builder tls() {
            tls = true;
            return this;
        }

        /**
         * Lets nobody in without a bearer token, and writes this one into the kubeconfig. Who has it is whom the server takes those for that
         * have none; it knows the tokens of others by {@code ApiServer.Builder.putToken}.
         */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /** {@return the door, open} */
        public HttpDoor open() {
            // Without this each answer waits for the client's delayed acknowledgement of its headers, 40 ms on Linux.
            if (System.getProperty(NO_DELAY) == null) {
                System.setProperty(NO_DELAY, "true");
            }
            try {
                return new HttpDoor(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
