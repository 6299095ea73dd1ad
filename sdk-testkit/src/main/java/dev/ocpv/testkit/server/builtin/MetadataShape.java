package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings metadata of custom resources into the shape that metadata has everywhere. */
public final class MetadataShape {
    private MetadataShape() {}

    /** The metadata cannot be read. */
    public static final class UnfitMetadataException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitMetadataException(String words) {
            super(words, null, false, false);
        }

        /** {@return what is wrong} */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /** Replaces the object's metadata by what can be read of it; unknown fields are noted below the path. */
    public static void coerce(ObjectNode object, String path, int minor, Strategy.Strictness strictness)
            throws UnfitMetadataException {
        JsonNode sent = object.get("metadata");
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            object.putObject("metadata");
            return;
        }
        if (!sent.isObject()) {
            String seen = sent.isArray() ? "array" : sent.isTextual() ? "string" : sent.isNumber() ? "number" : "bool";
            throw new UnfitMetadataException("json: cannot unmarshal " + seen + " into Go value of type v1.ObjectMeta");
        }
        Strategy.Strictness found = new Strategy.Strictness();
        try {
            ObjectNode shaped = new TypedDecoder(TypeTable.of(minor), found, (type, part) -> {})
                    .struct(sent, "meta.ObjectMeta", "");
            for (String problem : found.problems().stream().sorted().toList()) {
                strictness.note(problem.replaceFirst("\"", "\"" + path.replace("$", "\\$")));
            }
            List<String> nothing = new ArrayList<>();
            shaped.properties().forEach(member -> {
                if (member.getValue().isNull()) {
                    nothing.add(member.getKey());
                }
            });
            shaped.remove(nothing);
            keepReset(sent, shaped);
            object.set("metadata", shaped);
        } catch (TypedDecoder.UnfitException e) {
            throw new UnfitMetadataException(e.words());
        }
    }

    /** {@return what can be read of applied metadata, field by field if need be; its managedFields as they are} */
    public static ObjectNode readable(JsonNode metadata, int minor) {
        ObjectNode own = metadata instanceof ObjectNode sent ? Json.shallow(sent) : Json.object();
        JsonNode entries = own.remove("managedFields");
        ObjectNode read = shaped(own, minor).orElseGet(() -> {
            ObjectNode fields = Json.object();
            own.properties()
                    .forEach(member -> shaped(Json.object().set(member.getKey(), member.getValue()), minor)
                            .ifPresent(fields::setAll));
            return fields;
        });
        if (entries != null) {
            read.set("managedFields", entries);
        }
        return read;
    }

    private static Optional<ObjectNode> shaped(JsonNode metadata, int minor) {
        ObjectNode around = Json.object();
        around.set("metadata", metadata.deepCopy());
        try {
            coerce(around, "", minor, new Strategy.Strictness());
            return Optional.of(Json.objectAt(around, "metadata"));
        } catch (UnfitMetadataException e) {
            return Optional.empty();
        }
    }

    private static void keepReset(JsonNode sent, ObjectNode shaped) {
        if (sent.get("managedFields") instanceof ArrayNode entries
                && entries.size() == 1
                && entries.get(0).isEmpty()) {
            shaped.set("managedFields", Json.array().add(Json.object()));
        }
    }
}
