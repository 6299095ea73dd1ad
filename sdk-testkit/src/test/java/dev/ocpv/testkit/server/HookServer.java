package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Webhooks behind HTTPS, each at a path of its own. */
public final class HookServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Map<String, Function<JsonNode, String>> handlers = new ConcurrentHashMap<>();
    private final Deque<JsonNode> reviews = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer https;
    private final String caBundle;

    /** The JDK's own tool makes a certificate, so that no private key has to be kept anywhere. */
    public HookServer(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        makeKey(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("hook").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        caBundle = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        https.createContext("/", this::answer);
        https.setExecutor(threads);
        https.start();
    }

    private static void makeKey(Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "hook", "-keyalg", "EC", "-dname", "CN=127.0.0.1"));
        command.addAll(List.of("-validity", "2", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode review = JSON.readTree(exchange.getRequestBody().readAllBytes());
            reviews.add(review);
            Function<JsonNode, String> handler =
                    handlers.get(exchange.getRequestURI().getPath());
            String text = handler == null ? "" : handler.apply(review);
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(handler == null ? 404 : text.startsWith("broken") ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers reviews at a path; an answer that begins with {@code broken} is a 500. */
    public void handle(String path, Function<JsonNode, String> handler) {
        handlers.put(path, handler);
    }

    /** {@return all reviews that came, in their order} */
    public List<JsonNode> reviews() {
        return List.copyOf(reviews);
    }

    /** {@return the {@code clientConfig} of a webhook at a path, whose certificate is trusted or not} */
    public String clientConfig(String path, boolean trusted) {
        return "{\"url\":\"https://127.0.0.1:%d%s\",\"caBundle\":\"%s\"}"
                .formatted(https.getAddress().getPort(), path, trusted ? caBundle : "");
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }
}
