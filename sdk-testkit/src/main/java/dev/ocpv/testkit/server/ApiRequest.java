package dev.ocpv.testkit.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it comes in at a door.
 *
 * @param method the HTTP method
 * @param target path and query as in the request line, still encoded
 * @param headers by name; names are compared without case
 * @param body the bytes, empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent")
public record ApiRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
    /** Copies the headers. */
    public ApiRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
        method = method.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }

    /** {@return a request without a body} */
    public static ApiRequest of(String method, String target) {
        return new ApiRequest(method, target, Map.of(), new byte[0]);
    }

    /** {@return a request with a JSON body} */
    public static ApiRequest of(String method, String target, String json) {
        return of(method, target, "application/json", json);
    }

    /** {@return a request with a body} */
    public static ApiRequest of(String method, String target, String contentType, String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new ApiRequest(method, target, Map.of("Content-Type", List.of(contentType)), bytes);
    }

    /** {@return the first value of a header, or an empty text} */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /** {@return the path, still encoded} */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** {@return what follows the question mark, still encoded} */
    public String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }
}
