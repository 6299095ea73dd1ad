package dev.ocpv.testkit.server;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets clients keep documents that have not changed. */
final class ETags {
    private ETags() {}

    static String quoted(String hash) {
        return '"' + hash + '"';
    }

    /** {@return the document, or that the one the client has is still right} */
    static ApiResponse orNotModified(
            ApiRequest request, String hash, Map<String, List<String>> headers, Supplier<byte[]> body) {
        for (String tag : request.header("If-None-Match").split(",", -1)) {
            String plain = tag.strip();
            if (plain.equals("*") || plain.equals(quoted(hash)) || plain.equals("W/" + quoted(hash))) {
                headers.remove("Content-Type");
                return ApiResponse.of(304, headers, new byte[0]);
            }
        }
        return ApiResponse.of(200, headers, body.get());
    }
}
