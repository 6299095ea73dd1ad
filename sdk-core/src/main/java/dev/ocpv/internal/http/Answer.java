package dev.ocpv.internal.http;

import dev.ocpv.resource.FieldPath;
import java.util.List;
import java.util.Map;

/**
 * What the API server answered.
 *
 * @param status the HTTP status; 0 when no answer came
 * @param body the object, the list, or the Status that says why not; empty when the answer had no JSON body
 */
public record Answer(int status, Map<String, Object> body) {

    /** {@return what stands for an answer that never came: whether the request was done is not known} */
    static Answer none(String why) {
        return new Answer(0, Map.of("message", why));
    }

    /** {@return whether no answer came} */
    public boolean isNone() {
        return status == 0;
    }

    /** {@return whether the request was done} */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** {@return whether the thing does not exist} */
    public boolean notFound() {
        return status == 404;
    }

    /** {@return whether nobody knows what is there: refused, failed or never answered} */
    public boolean isUnreadable() {
        return !ok() && !notFound();
    }

    /** {@return whether a field manager stood in the way of an apply} */
    public boolean isFieldConflict() {
        return status == 409 && causes().stream().anyMatch(cause -> "FieldManagerConflict".equals(cause.get("reason")));
    }

    /** {@return why not, in the server's words when it answered} */
    public String message() {
        var message = FieldPath.of("message").in(body).map(Object::toString).orElse("no reason given");
        return isNone() ? message : "%d %s".formatted(status, message);
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
