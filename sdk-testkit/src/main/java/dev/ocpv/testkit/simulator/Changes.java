package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.testkit.server.CommitEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What simulators want to know of a change before they read anything. */
final class Changes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Changes() {}

    /** Kubelets write the status of their node all the time; only labels, taints and whether it is ready move pods. */
    static boolean movesPods(CommitEvent event) {
        if (event.oldObject().length == 0 || event.type().equals("DELETED")) {
            return true;
        }
        var before = read(event.oldObject());
        var after = read(event.object());
        return !before.path("spec").equals(after.path("spec"))
                || !before.at("/metadata/labels").equals(after.at("/metadata/labels"))
                || isReady(before) != isReady(after);
    }

    private static boolean isReady(JsonNode node) {
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
