package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import java.nio.charset.StandardCharsets;

/**
 * One request that came in, and what became of it.
 *
 * @param method the HTTP method
 * @param target path and query
 * @param contentType of the body, or empty
 * @param agent the User-Agent, or empty
 * @param body the bytes that were sent
 * @param status the HTTP status of the answer
 * @param refusal what a refusal said, or empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record JournalEntry(
        String method, String target, String contentType, String agent, byte[] body, int status, String refusal) {
    private static final int ERROR = 400;

    static JournalEntry of(ApiRequest request, ApiResponse response) {
        return new JournalEntry(
                request.method(),
                request.target(),
                request.header("Content-Type"),
                request.header("User-Agent"),
                request.body(),
                response.status(),
                refusal(response));
    }

    private static String refusal(ApiResponse response) {
        if (response.status() < ERROR || response.body().length == 0) {
            return "";
        }
        try {
            return Json.textAt(JsonReader.read(response.body()), "message");
        } catch (JsonReader.MalformedException e) {
            return response.text().strip();
        }
    }

    /** {@return whether the request asked for a change} */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** {@return whether the request asked for a change that is not to be stored} */
    public boolean isDryRun() {
        return target.contains("dryRun=All") || (method.equals("DELETE") && text().contains("\"dryRun\":[\"All\"]"));
    }

    /** {@return the path without the parameters} */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** {@return the body as text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + status + (refusal.isEmpty() ? "" : " " + refusal);
    }
}
