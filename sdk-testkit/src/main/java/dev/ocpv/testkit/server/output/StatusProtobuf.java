package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.ProtobufWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a Status as protobuf, in which those who prefer that get errors even where objects have no such form. */
public final class StatusProtobuf {
    /** The media type of what is written. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = "k8s\0".getBytes(StandardCharsets.US_ASCII);

    private StatusProtobuf() {}

    /** {@return whether the first of the acceptable media types that an error can be written in is protobuf} */
    public static boolean isPreferred(String accept) {
        for (AcceptClause clause : AcceptClause.parse(accept)) {
            if (clause.matches("application", "json") || clause.matches("application", "yaml")) {
                return false;
            }
            if (clause.matches("application", "vnd.kubernetes.protobuf")) {
                return true;
            }
        }
        return false;
    }

    /** {@return the bytes of a Status} */
    public static byte[] bytes(JsonNode status) {
        ProtobufWriter type = new ProtobufWriter();
        type.text(1, "v1");
        type.text(2, "Status");
        ProtobufWriter unknown = new ProtobufWriter();
        unknown.message(1, type);
        unknown.message(2, status(status));
        unknown.text(3, "");
        unknown.text(4, "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(unknown.bytes());
        return out.toByteArray();
    }

    private static ProtobufWriter status(JsonNode status) {
        ProtobufWriter list = texts(status.path("metadata"), "selfLink", "resourceVersion", "continue");
        ProtobufWriter written = new ProtobufWriter();
        written.message(1, list);
        written.text(2, Json.textAt(status, "status"));
        written.text(3, Json.textAt(status, "message"));
        written.text(4, Json.textAt(status, "reason"));
        JsonNode details = status.path("details");
        if (details.isObject()) {
            written.message(5, details(details));
        }
        written.number(6, status.path("code").asLong());
        return written;
    }

    private static ProtobufWriter details(JsonNode details) {
        ProtobufWriter written = texts(details, "name", "group", "kind");
        for (JsonNode cause : details.path("causes")) {
            written.message(4, texts(cause, "reason", "message", "field"));
        }
        written.number(5, details.path("retryAfterSeconds").asLong(0));
        written.text(6, Json.textAt(details, "uid"));
        return written;
    }

    private static ProtobufWriter texts(JsonNode object, String... fields) {
        ProtobufWriter written = new ProtobufWriter();
        for (int i = 0; i < fields.length; i++) {
            written.text(i + 1, Json.textAt(object, fields[i]));
        }
        return written;
    }
}
