package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The door for everyone else: HTTP/1.1, and WebSockets for watches, on the loopback interface unless told otherwise. The seconds after which a client wants its watch to
 * end are seconds of the wall clock here, whatever the clock of the server shows. Requests are handled one after the other, by whoever holds
 * the server's monitor.
 */
public final class HttpDoor implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final long LAST_WORDS_MILLIS = 500;

    private final ApiServer server;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final @Nullable SelfSigned certificate;
    private final @Nullable String token;
    private final Pace pace = new Pace();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private HttpDoor(Builder builder) throws IOException {
        server = builder.server;
        token = builder.token;
        if (builder.tls) {
            certificate = SelfSigned.forHost(builder.host);
            listener = certificate.context().getServerSocketFactory().createServerSocket();
        } else {
            certificate = null;
            listener = new ServerSocket();
        }
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(builder.host, builder.port), BACKLOG);
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "api-door-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
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
        InetAddress address = listener.getInetAddress();
        String host = address.isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getHostAddress();
        String quoted = host.contains(":") ? "[" + host + "]" : host;
        return (certificate == null ? "http://" : "https://") + quoted + ":" + listener.getLocalPort();
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

    /** {@return how many connections are watches} */
    long watches() {
        return connections.stream().filter(Connection::isWatch).count();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept(), this::answer, threads, pace);
                threads.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                // The door is closed, which ends the loop, or a client was gone before it was let in.
            }
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        try {
            if (!listener.isClosed()) {
                connection.run();
            }
        } catch (RejectedExecutionException e) {
            // A watch began while the door was closing.
        } finally {
            connection.abort();
            connections.remove(connection);
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

    /** Ends watches in order where their clients read on, and all else at once. */
    @Override
    public void close() {
        try {
            listener.close();
            connections.forEach(Connection::end);
            threads.shutdown();
            if (!threads.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                connections.forEach(Connection::abort);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            connections.forEach(Connection::abort);
            Thread.currentThread().interrupt();
        }
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
            try {
                return new HttpDoor(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
