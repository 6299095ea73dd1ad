package dev.ocpv.testkit.transport;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The door for everyone else: HTTP/1.1, on the loopback interface unless told otherwise. */
public final class HttpDoor implements AutoCloseable {
    private static final int BODY_LIMIT = 4 * 1024 * 1024;

    private final ApiServer server;
    private final HttpServer http;
    private final ExecutorService threads;
    private volatile boolean closed;

    private HttpDoor(ApiServer server, InetSocketAddress address) throws IOException {
        this.server = server;
        this.http = HttpServer.create(address, 0);
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
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
        return open(server, 0);
    }

    /** {@return an open door on a port of the loopback interface} */
    public static HttpDoor open(ApiServer server, int port) {
        try {
            return new HttpDoor(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return where the server is to be found} */
    public String url() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // A 200 tells fabric8 at once to watch by plain HTTP; anything else costs it retries.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            ApiResponse response = server.handle(request(exchange));
            Headers headers = exchange.getResponseHeaders();
            response.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            EventStream events = response.events();
            if (events != null) {
                stream(exchange, events);
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

    private static ApiRequest request(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(BODY_LIMIT);
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new ApiRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body);
    }

    private void stream(HttpExchange exchange, EventStream events) throws IOException {
        Semaphore available = new Semaphore(0);
        try (events) {
            events.onAvailable(available::release);
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            while (!closed) {
                byte[] event = events.next();
                if (event != null) {
                    out.write(event);
                    continue;
                }
                out.flush();
                if (events.ended()) {
                    out.close();
                    return;
                }
                available.acquire();
                available.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
        threads.shutdownNow();
    }
}
