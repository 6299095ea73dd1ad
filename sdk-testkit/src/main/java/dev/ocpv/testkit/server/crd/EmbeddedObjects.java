package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.MetadataShape;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole objects inside of custom resources: their metadata is read and checked like that of any object. */
final class EmbeddedObjects {
    private final int minor;

    EmbeddedObjects(int minor) {
        this.minor = minor;
    }

    /** Visits each embedded object below a value. */
    private interface Visitor {
        void visit(ObjectNode object, String path) throws UnfitException;
    }

    /** An embedded object cannot be read. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    void coerce(ObjectNode root, StructuralSchema schema, Strategy.Strictness strictness) throws UnfitException {
        walk(root, schema, "", true, (object, path) -> coerce(object, path, strictness));
    }

    private void coerce(ObjectNode object, String path, Strategy.Strictness strictness) throws UnfitException {
        for (String field : new String[] {"apiVersion", "kind"}) {
            JsonNode value = object.path(field);
            if (!value.isMissingNode() && !value.isTextual()) {
                throw new UnfitException(path + "." + field + ": Invalid value: " + GoText.badValue(value, minor)
                        + ": must be a string");
            }
        }
        JsonNode sent = object.path("metadata");
        try {
            MetadataShape.coerce(object, path + ".metadata.", minor, strictness);
        } catch (MetadataShape.UnfitMetadataException e) {
            throw new UnfitException(
                    path + ".metadata: Invalid value: " + GoText.badValue(sent, minor) + ": " + e.words());
        }
    }

    void validate(ObjectNode root, StructuralSchema schema, FieldErrors errors) {
        try {
            walk(root, schema, "", true, (object, path) -> {
                String apiVersion = Json.textAt(object, "apiVersion");
                if (apiVersion.isEmpty()) {
                    errors.required(path + ".apiVersion", minor < 34 ? "must not be empty" : "");
                }
                String kind = Json.textAt(object, "kind");
                if (kind.isEmpty()) {
                    errors.required(path + ".kind", minor < 34 ? "must not be empty" : "");
                }
                metadata(object.path("metadata"), path + ".metadata", errors);
            });
        } catch (UnfitException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void metadata(JsonNode metadata, String path, FieldErrors errors) {
        String name = Json.textAt(metadata, "name");
        if (!name.isEmpty()) {
            NameRules.pathSegment(name, false).forEach(p -> errors.invalid(path + ".name", name, p));
        }
        for (Map.Entry<String, JsonNode> label : metadata.path("labels").properties()) {
            NameRules.qualifiedName(label.getKey(), errors.minor())
                    .forEach(p -> errors.invalid(path + ".labels", label.getKey(), p));
            String value = label.getValue().asText();
            NameRules.labelValue(value, errors.minor()).forEach(p -> errors.invalid(path + ".labels", value, p));
        }
        for (Map.Entry<String, JsonNode> annotation :
                metadata.path("annotations").properties()) {
            String key = annotation.getKey();
            NameRules.qualifiedName(key.toLowerCase(java.util.Locale.ROOT), errors.minor())
                    .forEach(p -> errors.invalid(path + ".annotations", key, p));
        }
    }

    private void walk(JsonNode value, @Nullable StructuralSchema schema, String path, boolean root, Visitor visitor)
            throws UnfitException {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            if (schema.embedded() && !root) {
                visitor.visit(object, path);
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                StructuralSchema declared = schema.property(member.getKey());
                String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                String keyed = path + "[" + member.getKey() + "]";
                walk(
                        member.getValue(),
                        declared != null ? declared : schema.additionalProperties(),
                        declared != null ? below : keyed,
                        false,
                        visitor);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(value.get(i), schema.items(), path + "[" + i + "]", false, visitor);
            }
        }
    }
}
