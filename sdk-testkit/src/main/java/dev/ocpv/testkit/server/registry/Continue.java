package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.Base64;

/** Where the next page begins, and in which revision; -1 means whatever is current then. */
record Continue(long revision, String start) {
    String encoded() {
        ObjectNode json = Json.object();
        json.put("v", "meta.k8s.io/v1");
        json.set("rv", Json.number(revision));
        json.put("start", start);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonWriter.bytes(json));
    }

    static Continue decode(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid("illegal base64 data at input byte " + firstBad(token));
        }
        try {
            JsonNode json = JsonReader.read(bytes);
            long revision = json.path("rv").asLong(0);
            if (!Json.textAt(json, "v").equals("meta.k8s.io/v1")) {
                throw invalidToken("continue key is not valid: server does not recognize this encoded version "
                        + Json.textAt(json, "v"));
            }
            if (revision == 0) {
                throw invalidToken("continue key is not valid: incorrect encoded start resourceVersion (version"
                        + " meta.k8s.io/v1)");
            }
            return new Continue(revision, start(Json.textAt(json, "start")));
        } catch (JsonReader.MalformedException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static String start(String start) {
        if (start.isEmpty()) {
            throw invalid("encoded start key empty (version meta.k8s.io/v1)");
        }
        String path = start.startsWith("/") ? start.substring(1) : start;
        if (path.endsWith("/") || ("/" + path + "/").matches(".*/(\\.{0,2})/.*")) {
            throw invalid(start);
        }
        return path;
    }

    private static int firstBad(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!(Character.isLetterOrDigit(c) && c < 128) && c != '-' && c != '_') {
                return i;
            }
        }
        return token.length() % 4 == 1 ? token.length() - 1 : token.length();
    }

    private static StatusException invalid(String why) {
        return invalidToken("continue key is not valid: " + why);
    }

    private static StatusException invalidToken(String why) {
        return Statuses.badRequest("invalid continue token: " + why);
    }
}
