package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.List;

/** A strategic merge patch: lists are merged by the keys that the schema names, and directives do the rest. */
public final class StrategicMergePatch {
    private final JsonNode patch;
    private final List<String> strictErrors;

    private StrategicMergePatch(JsonNode patch, List<String> strictErrors) {
        this.patch = patch;
        this.strictErrors = strictErrors;
    }

    /** Reads a patch; throws a {@link PatchException} when the body is none. */
    public static StrategicMergePatch decode(byte[] body) {
        PatchReader.Body read;
        try {
            read = PatchReader.read(body);
        } catch (IllegalArgumentException e) {
            throw PatchException.badRequest(e.getMessage() == null ? "" : e.getMessage());
        }
        var value = read.value();
        if (!value.isObject() && !value.isNull()) {
            throw PatchException.badRequest("json: cannot unmarshal " + PatchReader.kind(value)
                    + " into Go value of type map[string]interface {}");
        }
        return new StrategicMergePatch(PatchReader.normal(value), read.duplicates());
    }

    /** {@return what strict field validation objects to} */
    public List<String> strictErrors() {
        return strictErrors;
    }

    /** {@return the patch as errors about its result show it} */
    public String printed() {
        return GoText.printed(patch);
    }

    /** {@return the patched document}; the input is not changed. */
    public ObjectNode apply(ObjectNode document, StructuralSchema schema) {
        if (!(patch instanceof ObjectNode changes)) {
            return document;
        }
        return new StrategicMerge().map(document.deepCopy(), changes.deepCopy(), schema);
    }
}
