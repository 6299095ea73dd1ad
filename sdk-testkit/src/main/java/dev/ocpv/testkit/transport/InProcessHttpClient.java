package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fabric8 HTTP client that calls the server in the same thread. */
final class InProcessHttpClient
        extends StandardHttpClient<InProcessHttpClient, InProcessFactory, InProcessFactory.Builder> {
    private static final byte[] NOTHING = new byte[0];

    private final ApiServer server;

    InProcessHttpClient(InProcessFactory.Builder builder, AtomicBoolean closed, ApiServer server) {
        super(builder, closed);
        this.server = server;
    }

    AtomicBoolean closedFlag() {
        return closed;
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(new IOException("the client is closed"));
        }
        try {
            ApiResponse response = server.handle(toApi(request));
            EventStream events = response.events();
            EventBody body = events == null
                    ? new EventBody(Pull.of(response.body()), consumer)
                    : new EventBody(Pull.of(events), consumer);
            return CompletableFuture.completedFuture(new InProcessResponse(request, response, body));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder builder, WebSocket.Listener listener) {
        StandardHttpRequest request = builder.asHttpRequest();
        if (closed.get()) {
            return CompletableFuture.failedFuture(new IOException("the client is closed"));
        }
        try {
            ApiResponse response = server.handle(toApi(request));
            EventStream events = response.events();
            if (events == null) {
                return CompletableFuture.completedFuture(refused(request, response));
            }
            EventSocket socket = new EventSocket(Pull.of(events), listener);
            listener.onOpen(socket);
            socket.start();
            return CompletableFuture.completedFuture(
                    new WebSocketResponse(new WebSocketUpgradeResponse(request), socket));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static WebSocketResponse refused(StandardHttpRequest request, ApiResponse response) {
        int status = response.status() == 200 ? 503 : response.status();
        return new WebSocketResponse(new WebSocketUpgradeResponse(request, status), new IOException(response.text()));
    }

    private static ApiRequest toApi(StandardHttpRequest request) throws IOException {
        String path = request.uri().getRawPath();
        String query = request.uri().getRawQuery();
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        if (request.getContentType() != null) {
            headers.put("Content-Type", List.of(request.getContentType()));
        }
        return new ApiRequest(request.method(), query == null ? path : path + "?" + query, headers, bytes(request));
    }

    private static byte[] bytes(StandardHttpRequest request) throws IOException {
        StandardHttpRequest.BodyContent content = request.body();
        if (content instanceof StandardHttpRequest.StringBodyContent text) {
            return text.getContent().getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof StandardHttpRequest.ByteArrayBodyContent array) {
            return array.getContent();
        }
        if (content instanceof StandardHttpRequest.InputStreamBodyContent stream) {
            return stream.getContent().readAllBytes();
        }
        return NOTHING;
    }

    @Override
    public void doClose() {
        // Nothing is held open: watches are closed by who opened them.
    }
}
