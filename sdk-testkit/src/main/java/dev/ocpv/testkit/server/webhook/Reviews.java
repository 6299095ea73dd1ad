package dev.ocpv.testkit.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.List;
import java.util.Optional;

/** What reviews of all kinds have in common. */
public final class Reviews {
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");

    private Reviews() {}

    /** {@return the first version of those that a webhook accepts which the server speaks} */
    public static Optional<String> version(JsonNode accepted) {
        for (JsonNode version : accepted) {
            if (VERSIONS.contains(version.asText())) {
                return Optional.of(version.asText());
            }
        }
        return Optional.empty();
    }

    /** Refuses what is no such review; only v1 has to say what it is. */
    public static void checkKind(JsonNode answer, String apiVersion, String kind) throws CallFailedException {
        String given = Json.textAt(answer, "apiVersion") + ", Kind=" + Json.textAt(answer, "kind");
        String wanted = apiVersion + ", Kind=" + kind;
        if (apiVersion.endsWith("/v1") && !given.equals(wanted)) {
            throw new CallFailedException("expected webhook response of " + wanted + ", got " + given);
        }
    }

    /** Refuses the response to another question; only v1 has to say which it answers. */
    public static void checkUid(JsonNode response, String apiVersion, String uid) throws CallFailedException {
        String about = Json.textAt(response, "uid");
        if (apiVersion.endsWith("/v1") && !about.equals(uid)) {
            throw new CallFailedException(
                    "expected response.uid=" + GoText.quote(uid) + ", got " + GoText.quote(about));
        }
    }
}
