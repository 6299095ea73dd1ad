package dev.ocpv.testkit.compatibility;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/** A server that recordings are replayed against; implemented by whoever has another way to reach one. */
public interface Endpoint {
    /** {@return the whole answer; of a watch, all events until it ends} */
    ApiResponse send(ApiRequest request);

    /** Gives the server's asynchronous parts their time. */
    void pause(Duration time);

    /** {@return a server in this process, whose clock moves instead of anybody waiting} */
    static Endpoint of(ApiServer server) {
        return new Endpoint() {
            @Override
            public ApiResponse send(ApiRequest request) {
                ApiResponse response = server.handle(request);
                EventStream events = response.events();
                return events == null ? response : drained(response, events);
            }

            private ApiResponse drained(ApiResponse response, EventStream events) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                try (events) {
                    for (int seconds = 0; seconds < 40; seconds++) {
                        for (byte[] event = events.next(); event != null; event = events.next()) {
                            all.writeBytes(event);
                        }
                        if (events.ended()) {
                            break;
                        }
                        server.clock().advance(Duration.ofSeconds(1));
                    }
                }
                return new ApiResponse(response.status(), response.headers(), all.toByteArray(), null);
            }

            @Override
            public void pause(Duration time) {
                server.clock().advance(time);
            }
        };
    }

    /** {@return a server that is reached by HTTP, where waiting takes its time} */
    static Endpoint of(String url) {
        return of(url, HttpClient.newHttpClient(), Map.of());
    }

    /**
     * {@return a server that is reached by HTTP or HTTPS, where waiting takes its time}
     *
     * @param client who knows certificates
     * @param headers go with each request, such as {@code Authorization}
     */
    static Endpoint of(String url, HttpClient client, Map<String, String> headers) {
        return new HttpEndpoint(url, client, headers);
    }
}
