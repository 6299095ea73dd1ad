package dev.ocpv.testkit.server.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that ends with a Status other than Success. */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient @Nullable ObjectNode details;
    private int retryAfterSeconds;
    private String continueToken = "";

    /** Without details where they are null. */
    public StatusException(int code, String reason, String message, @Nullable ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** {@return the HTTP status} */
    public int code() {
        return code;
    }

    /** {@return the machine-readable reason, which may be empty} */
    public String reason() {
        return reason;
    }

    /** {@return the seconds of a Retry-After header, or 0} */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Asks the client to come back later. */
    public StatusException retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** Gives a list that expired the token to go on with. */
    public StatusException continueWith(String token) {
        continueToken = token;
        return this;
    }

    /** {@return the words that the client sees} */
    public String words() {
        String words = getMessage();
        return words == null ? "" : words;
    }

    /** {@return the body of the answer} */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("kind", "Status").put("apiVersion", "v1");
        ObjectNode metadata = json.putObject("metadata");
        if (!continueToken.isEmpty()) {
            metadata.put("continue", continueToken);
        }
        json.put("status", "Failure");
        if (!words().isEmpty()) {
            json.put("message", words());
        }
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        ObjectNode all = details;
        if (retryAfterSeconds > 0) {
            all = all == null ? Json.object() : Json.shallow(all);
            all.set("retryAfterSeconds", Json.number(retryAfterSeconds));
        }
        if (all != null) {
            json.set("details", all);
        }
        json.set("code", Json.number(code));
        return json;
    }

    /** {@return details that name a thing} */
    public static ObjectNode details(String name, String group, String kind) {
        return details(name, group, kind, new ArrayList<>());
    }

    /** {@return details that name a thing and why it was refused} */
    public static ObjectNode details(String name, String group, String kind, List<Cause> causes) {
        ObjectNode details = Json.object();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
        if (!causes.isEmpty()) {
            ArrayNode list = details.putArray("causes");
            causes.forEach(cause -> list.add(cause.toJson()));
        }
        return details;
    }
}
