package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.Strategy;

/** Reads what is sent to a resource without being one of its objects: its scale, the options of a DELETE. */
public final class OtherKinds {
    private OtherKinds() {}

    /** {@return the document in the shape of its kind} */
    public static ObjectNode read(String kind, ObjectNode sent, int minor, Strategy.Strictness strictness) {
        try {
            ObjectNode read = new TypedDecoder(TypeTable.of(minor), strictness, (type, part) -> {})
                    .struct(sent, kind.equals("Scale") ? "autoscaling.Scale" : "meta." + kind, "");
            read.set("kind", sent.path("kind"));
            read.set("apiVersion", sent.path("apiVersion"));
            return read;
        } catch (TypedDecoder.UnfitException e) {
            throw new DecodeException(kind, "v1", e.words(), e.mergedWords());
        }
    }
}
