package dev.ocpv.testkit.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.store.Entry;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Posts reviews to webhooks; its threads exist only once there is a webhook that is asked. */
public final class WebhookClient {
    private static final int MOST_CLIENTS = 64;

    private final Backend backend;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    /** For the webhooks of a server. */
    public WebhookClient(Backend backend) {
        this.backend = backend;
    }

    /**
     * Asks a webhook.
     *
     * @param config its {@code clientConfig}
     * @param query what stands behind its address, empty or with a question mark
     * @param seconds the time that it is given
     * @return its answer
     */
    public JsonNode post(JsonNode config, String query, long seconds, JsonNode review) throws CallFailedException {
        String url = address(config) + query;
        String start = "Post " + GoText.quote(url) + ": ";
        if (config.path("service").isObject()) {
            throw new CallFailedException(start + unreachable(config.path("service")));
        }
        HttpClient client = client(Json.textAt(config, "caBundle"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, */*")
                .header("User-Agent", "kube-apiserver-admission")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonWriter.bytes(review)))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return document(answer.get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CallFailedException(start + "context deadline exceeded");
        } catch (ExecutionException e) {
            throw new CallFailedException(start + words(e.getCause() == null ? e : e.getCause(), request.uri()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new CallFailedException(start + "context canceled");
        }
    }

    private static String address(JsonNode config) {
        if (!config.path("service").isObject()) {
            URI url = URI.create(Json.textAt(config, "url"));
            return url.getScheme() + "://" + url.getRawAuthority() + clean(url.getRawPath());
        }
        JsonNode service = config.path("service");
        return "https://" + Json.textAt(service, "name") + "." + Json.textAt(service, "namespace") + ".svc:"
                + service.path("port").asLong(443) + clean(Json.textAt(service, "path"));
    }

    /** {@return the shortest path that means the same} */
    private static String clean(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    /** No service of the cluster can be reached, because nothing runs in it. */
    private String unreachable(JsonNode reference) {
        String name = Json.textAt(reference, "name");
        String quoted = GoText.quote(name);
        Entry service = backend.store().current().get("services", Json.textAt(reference, "namespace"), name);
        if (service == null) {
            return "service " + quoted + " not found";
        }
        JsonNode spec = service.object().path("spec");
        if (Json.textAt(spec, "clusterIP").equals("None")) {
            return "cannot route to service with ClusterIP \"None\"";
        }
        long port = reference.path("port").asLong(443);
        boolean open = Json.textAt(spec, "type").equals("ExternalName");
        for (JsonNode one : spec.path("ports")) {
            open |= one.path("port").asLong() == port;
        }
        return open
                ? "no endpoints available for service " + quoted
                : "no service port " + port + " found for service " + quoted;
    }

    private HttpClient client(String caBundle) throws CallFailedException {
        HttpClient known = clients.get(caBundle);
        if (known == null) {
            known = HttpClient.newBuilder()
                    .sslContext(Certificates.trusting(caBundle))
                    .connectTimeout(Duration.ofSeconds(30))
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
            if (clients.size() >= MOST_CLIENTS) {
                clients.clear();
            }
            clients.put(caBundle, known);
        }
        return known;
    }

    private static String words(Throwable cause, URI url) {
        if (cause instanceof ConnectException) {
            boolean unknown = cause.getCause() instanceof java.nio.channels.UnresolvedAddressException;
            int port = url.getPort() < 0 ? 443 : url.getPort();
            return unknown
                    ? "dial tcp: lookup " + url.getHost() + ": no such host"
                    : "dial tcp " + dialled(url.getHost()) + ":" + port + ": connect: connection refused";
        }
        if (cause instanceof SSLException) {
            if (String.valueOf(cause.getMessage()).contains("Unsupported or unrecognized")) {
                return "http: server gave HTTP response to HTTPS client";
            }
            return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
        }
        return cause instanceof java.io.EOFException ? "EOF" : String.valueOf(cause.getMessage());
    }

    /** {@return the address of a host} */
    private static String dialled(String host) {
        try {
            return host.startsWith("[") ? host : InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    private static JsonNode document(HttpResponse<byte[]> response) throws CallFailedException {
        int status = response.statusCode();
        if (status < 200 || status > 206) {
            throw new CallFailedException(failure(status, response.body()));
        }
        try {
            JsonNode document = JsonReader.read(response.body());
            if (document.isObject()) {
                return document;
            }
            throw new CallFailedException("couldn't get version/kind; json parse error: json: cannot unmarshal");
        } catch (JsonReader.MalformedException e) {
            throw new CallFailedException("couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }

    /** {@return what a client of the real server makes of a status} */
    private static String failure(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return switch (status) {
            case 400 -> "the server rejected our request for an unknown reason";
            case 401 -> "the server has asked for the client to provide credentials";
            case 403 -> text.isEmpty() ? "forbidden" : text;
            case 404 -> "the server could not find the requested resource";
            case 405 -> "the server does not allow this method on the requested resource";
            case 409 -> "the server reported a conflict";
            case 422 -> "the server rejected our request due to an error in our request";
            case 429 -> "the server has received too many requests and has asked us to try again later";
            case 503 -> "the server is currently unable to handle the request";
            case 504 ->
                "the server was unable to return a response in the time allotted, but may still be processing the"
                        + " request";
            default ->
                status >= 500
                        ? "an error on the server (" + GoText.quote(text.isEmpty() ? "unknown" : text)
                                + ") has prevented the request from succeeding"
                        : "the server responded with the status code " + status
                                + " but did not return more information";
        };
    }
}
