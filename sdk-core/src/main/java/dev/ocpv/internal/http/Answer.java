package dev.ocpv.internal.http;

import dev.ocpv.resource.FieldPath;
import java.util.List;
import java.util.Map;

/**
 * What the API server answered.
 *
 * @param status the HTTP status
 * @param body the object, the list, or the Status that says why not; empty when the answer had no JSON body
 */
public record Answer(int status, Map<String, Object> body) {

    /** {@return whether the request was done} */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** {@return whether the thing does not exist} */
    public boolean notFound() {
        return status == 404;
    }

    /** {@return whether a field manager stood in the way of an apply} */
    public boolean isFieldConflict() {
        return status == 409 && causes().stream().anyMatch(cause -> "FieldManagerConflict".equals(cause.get("reason")));
    }

    /** {@return why not, in the server's words} */
    public String message() {
        var message = FieldPath.of("message").in(body).map(Object::toString).orElse("no reason given");
        return "%d %s".formatted(status, message);
    }

    /** {@return the causes that a Status lists} */
    public List<Map<?, ?>> causes() {
        return FieldPath.of("details", "causes").in(body).orElse(List.of()) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(cause -> (Map<?, ?>) cause)
                        .toList()
                : List.of();
    }
}
