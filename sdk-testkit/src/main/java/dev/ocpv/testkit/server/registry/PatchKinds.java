package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.patch.JsonPatch;
import dev.ocpv.testkit.server.patch.MergePatch;
import dev.ocpv.testkit.server.patch.PatchException;
import dev.ocpv.testkit.server.patch.PatchedOrder;
import dev.ocpv.testkit.server.patch.StrategicMergePatch;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A patch that was read, of whichever media type.
 *
 * @param strictErrors what a strict reading complains of
 * @param function makes the new document; the old one stays as it is
 * @param declared brings a document into the order of its Go type, where it has one
 * @param arrangement brings the result into the order in which messages show it
 * @param shown the patch as messages show it, or empty where they show the result
 */
record PatchKinds(
        List<String> strictErrors,
        UnaryOperator<ObjectNode> function,
        UnaryOperator<ObjectNode> declared,
        UnaryOperator<ObjectNode> arrangement,
        String shown) {

    private static final UnaryOperator<ObjectNode> SORTED = PatchedOrder::sorted;

    static PatchKinds read(Call call, String type) {
        byte[] bytes = call.body().bytes();
        Strategy strategy = call.strategy();
        boolean scale = call.subresource().equals("scale");
        boolean sorted = call.def().custom() && !scale;
        UnaryOperator<ObjectNode> declared =
                sorted || scale ? old -> old : old -> strategy.decode(call, old.deepCopy(), new Strategy.Strictness());
        try {
            return switch (type) {
                case Patches.JSON -> {
                    JsonPatch patch = JsonPatch.decode(bytes);
                    yield new PatchKinds(
                            patch.strictErrors(), patch::apply, declared, sorted ? SORTED : patch::arranged, "");
                }
                case Patches.MERGE -> {
                    MergePatch patch = MergePatch.decode(bytes);
                    yield new PatchKinds(
                            patch.strictErrors(),
                            patch::apply,
                            declared,
                            sorted ? SORTED : PatchedOrder::withEntriesAsDeclared,
                            "");
                }
                default -> {
                    StrategicMergePatch patch = StrategicMergePatch.decode(bytes);
                    StructuralSchema schema = strategy.patchSchema();
                    yield new PatchKinds(
                            patch.strictErrors(), old -> patch.apply(old, schema), declared, SORTED, patch.printed());
                }
            };
        } catch (PatchException e) {
            throw refused(e);
        }
    }

    ObjectNode apply(ObjectNode old) {
        try {
            return (ObjectNode) Json.owned(function.apply(old));
        } catch (PatchException e) {
            throw refused(e);
        }
    }

    /** {@return the document that messages show: what becomes of the old one, or the patch itself where it is strategic} */
    String printed(ObjectNode old) {
        return shown.isEmpty() ? JsonWriter.text(arranged(old)) : shown;
    }

    /** {@return what becomes of the old document, with its fields in the order in which it is read again} */
    ObjectNode arranged(ObjectNode old) {
        return arrangement.apply(apply(declared.apply(old)));
    }

    private static StatusException refused(PatchException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.answer()) {
            case BAD_REQUEST -> Statuses.badRequest(message);
            case UNPROCESSABLE ->
                new StatusException(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request",
                        Statuses.noDetails());
            case TOO_LARGE ->
                new StatusException(413, "RequestEntityTooLarge", "Request entity too large: " + message, null);
            case FAILED -> Statuses.plain(500, message);
        };
    }
}
