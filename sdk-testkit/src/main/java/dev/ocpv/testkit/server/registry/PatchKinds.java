package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.patch.JsonPatch;
import dev.ocpv.testkit.server.patch.MergePatch;
import dev.ocpv.testkit.server.patch.PatchException;
import dev.ocpv.testkit.server.patch.StrategicMergePatch;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;
import java.util.function.Function;

/**
 * A patch that was read, of whichever media type.
 *
 * @param strictErrors what a strict reading complains of
 * @param function makes the new document; the old one stays as it is
 */
record PatchKinds(List<String> strictErrors, Function<ObjectNode, ObjectNode> function) {

    static PatchKinds read(String type, byte[] bytes, Strategy strategy) {
        try {
            return switch (type) {
                case Patches.JSON -> {
                    JsonPatch patch = JsonPatch.decode(bytes);
                    yield new PatchKinds(patch.strictErrors(), patch::apply);
                }
                case Patches.MERGE -> {
                    MergePatch patch = MergePatch.decode(bytes);
                    yield new PatchKinds(patch.strictErrors(), patch::apply);
                }
                default -> {
                    StrategicMergePatch patch = StrategicMergePatch.decode(bytes);
                    StructuralSchema schema = strategy.patchSchema();
                    yield new PatchKinds(patch.strictErrors(), old -> patch.apply(old, schema));
                }
            };
        } catch (PatchException e) {
            throw refused(e);
        }
    }

    ObjectNode apply(ObjectNode old) {
        try {
            return function.apply(old).deepCopy();
        } catch (PatchException e) {
            throw refused(e);
        }
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
            case TOO_LARGE -> new StatusException(413, "RequestEntityTooLarge", message, null);
            case FAILED -> Statuses.plain(500, message);
        };
    }
}
