package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import java.util.Locale;

/**
 * A request as it came in on a connection.
 *
 * @param request what is asked
 * @param modern whether the client speaks HTTP/1.1 rather than 1.0
 */
record Incoming(ApiRequest request, boolean modern) {

    /** {@return whether another request may follow} */
    boolean keepsAlive() {
        return hasConnection(modern ? "close" : "keep-alive") != modern;
    }

    /** {@return whether the client would rather have a WebSocket, of the one version that there is} */
    boolean wantsWebSocket() {
        return hasConnection("upgrade")
                && request.header("Upgrade").equalsIgnoreCase("websocket")
                && request.header("Sec-WebSocket-Version").equals("13")
                && !request.header("Sec-WebSocket-Key").isEmpty();
    }

    private boolean hasConnection(String option) {
        for (String part : request.header("Connection").toLowerCase(Locale.ROOT).split(",", -1)) {
            if (part.strip().equals(option)) {
                return true;
            }
        }
        return false;
    }
}
