package dev.ocpv.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: either a body or a stream of events.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body the bytes; empty where there is a stream
 * @param events what a watch sends, to be pulled and closed by the door
 */
@SuppressWarnings("ArrayRecordComponent")
public record ApiResponse(
        int status,
        Map<String, List<String>> headers,
        byte[] body,
        @Nullable EventStream events) {
    static ApiResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        return new ApiResponse(status, headers, body, null);
    }

    ApiResponse withoutBody() {
        return new ApiResponse(status, headers, new byte[0], null);
    }

    /** {@return the body as text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@return the first value of a header, or an empty text} */
    public String header(String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return "";
    }
}
