package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON patch (RFC 6902) with the liberties that a kube-apiserver takes. */
public final class JsonPatch {
    private static final int MAX_OPERATIONS = 10_000;
    private static final Set<String> MEMBERS = Set.of("op", "path", "from", "value");

    private final JsonNode operations;
    private final List<String> strictErrors;

    private JsonPatch(JsonNode operations, List<String> strictErrors) {
        this.operations = operations;
        this.strictErrors = strictErrors;
    }

    /** Reads a patch; throws a {@link PatchException} when the body is none. */
    public static JsonPatch decode(byte[] body) {
        PatchReader.Body read;
        try {
            read = PatchReader.read(body);
        } catch (IllegalArgumentException e) {
            throw PatchException.badRequest("error decoding patch: " + e.getMessage());
        }
        var operations = read.value();
        if (!operations.isArray() && !operations.isNull()) {
            throw PatchException.badRequest("error decoding patch: json: cannot unmarshal "
                    + PatchReader.kind(operations) + " into Go value of type []handlers.jsonPatchOp");
        }
        var errors = new ArrayList<String>();
        read.duplicates().forEach(d -> errors.add("json patch " + d));
        for (int i = 0; i < operations.size(); i++) {
            checkOperation(operations.get(i), i, errors);
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw new PatchException(
                    PatchException.Answer.TOO_LARGE,
                    "The allowed maximum operations in a JSON patch is " + MAX_OPERATIONS + ", got "
                            + operations.size());
        }
        return new JsonPatch(operations, errors);
    }

    private static void checkOperation(JsonNode operation, int index, List<String> errors) {
        if (!operation.isObject() && !operation.isNull()) {
            throw PatchException.badRequest("error decoding patch: json: cannot unmarshal "
                    + PatchReader.kind(operation) + " into Go value of type handlers.jsonPatchOp");
        }
        for (var member : operation.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                errors.add("json patch unknown field \"[" + index + "]." + member.getKey() + "\"");
            } else if (!member.getKey().equals("value")
                    && !member.getValue().isTextual()
                    && !member.getValue().isNull()) {
                throw PatchException.badRequest("error decoding patch: json: cannot unmarshal "
                        + PatchReader.kind(member.getValue()) + " into Go struct field jsonPatchOp." + member.getKey()
                        + " of type string");
            }
        }
    }

    /** {@return what strict field validation objects to} */
    public List<String> strictErrors() {
        return strictErrors;
    }

    /** {@return the patched document}; the input is not changed. A failing operation refuses the whole patch. */
    public ObjectNode apply(ObjectNode document) {
        var patched = new PatchedDocument(document.deepCopy());
        try {
            for (var operation : operations) {
                apply(patched, operation);
            }
        } catch (StackOverflowError e) {
            throw PatchException.unprocessable("copies into copies are too deep");
        }
        patched.checkDepth();
        if (patched.root() instanceof ObjectNode object) {
            return object;
        }
        throw PatchException.unprocessable("the result is no object");
    }

    /** {@return a patched document with its fields in the order in which messages show it} */
    public ObjectNode arranged(ObjectNode patched) {
        var result = PatchedOrder.level(PatchedOrder.withEntriesAsDeclared(patched));
        for (var operation : operations) {
            for (var member : List.of("path", "from")) {
                sortAlong(result, operation.path(member).asText("").split("/", -1));
            }
        }
        return result;
    }

    private static void sortAlong(ObjectNode root, String[] steps) {
        JsonNode at = root;
        for (int i = 1; i < steps.length - 1; i++) {
            var step = PatchedDocument.unescape(steps[i]);
            if (at instanceof ObjectNode object && object.get(step) instanceof ObjectNode member) {
                object.set(step, PatchedOrder.level(member));
            } else if (at instanceof ArrayNode array
                    && step.matches("\\d{1,6}")
                    && array.get(Integer.parseInt(step)) instanceof ObjectNode item) {
                array.set(Integer.parseInt(step), PatchedOrder.level(item));
            }
            at = at.isArray() ? at.path(step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1) : at.path(step);
        }
    }

    private static void apply(PatchedDocument document, JsonNode operation) {
        switch (operation.path("op").asText("")) {
            case "add" -> document.add(pointer(operation, "path"), value(operation));
            case "remove" -> document.remove(pointer(operation, "path"));
            case "replace" -> document.replace(pointer(operation, "path"), value(operation));
            case "move" -> document.move(pointer(operation, "from"), pointer(operation, "path"));
            case "copy" -> document.copy(pointer(operation, "from"), pointer(operation, "path"));
            case "test" -> document.test(pointer(operation, "path"), Optional.ofNullable(operation.get("value")));
            default -> throw PatchException.unprocessable("unexpected kind of operation");
        }
    }

    private static JsonNode value(JsonNode operation) {
        return operation.has("value") ? operation.get("value") : NullNode.getInstance();
    }

    private static String pointer(JsonNode operation, String member) {
        var pointer = operation.get(member);
        if (pointer == null || !pointer.isTextual()) {
            throw PatchException.unprocessable("operation without " + member);
        }
        return pointer.textValue();
    }
}
