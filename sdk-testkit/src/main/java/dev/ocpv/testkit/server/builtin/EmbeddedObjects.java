package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.MetadataRules;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole objects inside of custom resources: their metadata is read and checked like that of any object. */
public final class EmbeddedObjects {
    private final int minor;

    /** For Kubernetes 1.{@code minor}. */
    public EmbeddedObjects(int minor) {
        this.minor = minor;
    }

    /** Visits each embedded object below a value. */
    private interface Visitor {
        void visit(ObjectNode object, String path) throws UnfitException;
    }

    /** An embedded object cannot be read. */
    public static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient FieldError error;

        UnfitException(FieldError error, int minor) {
            super(error.message(minor), null, false, false);
            this.error = error;
        }

        FieldError error() {
            return error;
        }

        /** {@return what is wrong, and where} */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /** Brings the metadata of all embedded objects in a whole object into shape. */
    public void coerce(ObjectNode root, StructuralSchema schema, Strategy.Strictness strictness) throws UnfitException {
        coerce(root, schema, true, strictness);
    }

    /** @param apart whether the value itself is none of them, whatever its schema says */
    void coerce(JsonNode value, StructuralSchema schema, boolean apart, Strategy.Strictness strictness)
            throws UnfitException {
        walk(value, schema, "", apart, (object, path) -> coerce(object, path, strictness));
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void coerce(ObjectNode object, String path, Strategy.Strictness strictness) throws UnfitException {
        for (String field : new String[] {"apiVersion", "kind"}) {
            JsonNode value = object.path(field);
            if (!value.isMissingNode() && !value.isTextual()) {
                throw new UnfitException(FieldError.invalid(child(path, field), value, "must be a string"), minor);
            }
        }
        JsonNode sent = object.path("metadata");
        String at = child(path, "metadata");
        try {
            MetadataShape.coerce(object, at + ".", minor, strictness);
        } catch (MetadataShape.UnfitMetadataException e) {
            throw new UnfitException(FieldError.invalid(at, sent, e.words()), minor);
        }
    }

    /** Checks all embedded objects in a whole object. */
    public void validate(ObjectNode root, StructuralSchema schema, FieldErrors errors) {
        validate(root, schema, true, errors);
    }

    /** @param apart whether the value itself is none of them, whatever its schema says */
    void validate(JsonNode value, StructuralSchema schema, boolean apart, FieldErrors errors) {
        try {
            walk(value, schema, "", apart, (object, path) -> {
                for (String name : List.of("apiVersion", "kind")) {
                    type(object, name, child(path, name), errors);
                }
                if (object.path("metadata").isObject()) {
                    MetadataRules.embedded(object.path("metadata"), child(path, "metadata"), errors);
                }
            });
        } catch (UnfitException e) {
            throw new IllegalStateException(e);
        }
    }

    private void type(ObjectNode object, String name, String path, FieldErrors errors) {
        String text = Json.textAt(object, name);
        if (!object.has(name)) {
            errors.required(path, minor < 34 ? "must not be empty" : "");
        } else if (text.isEmpty()) {
            errors.invalid(path, text, "must not be empty");
        } else if (name.equals("apiVersion") && text.split("/", -1).length > 2) {
            errors.invalid(path, text, "unexpected GroupVersion string: " + text);
        } else if (name.equals("kind")) {
            List<String> problems = NameRules.label1035(text.toLowerCase(Locale.ROOT), false);
            if (!problems.isEmpty()) {
                errors.invalid(
                        path, text, "may have mixed case, but should otherwise match: " + String.join(",", problems));
            }
        }
    }

    private void walk(JsonNode value, @Nullable StructuralSchema schema, String path, boolean apart, Visitor visitor)
            throws UnfitException {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            if (schema.embedded() && !apart) {
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
