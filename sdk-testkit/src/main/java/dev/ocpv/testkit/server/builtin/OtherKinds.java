package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.ProtobufReader;
import dev.ocpv.testkit.server.registry.Bodies;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.Strategy;

/** Reads what is sent to a resource without being one of its objects: its scale, the options of a DELETE. */
public final class OtherKinds {
    private OtherKinds() {}

    /** {@return the document that the call's body holds as protobuf} */
    public static ObjectNode fromProtobuf(Call call, int minor) {
        try {
            return new ProtobufDecoder(TypeTable.of(minor))
                    .object(call.body().bytes(), (version, name) -> Builtins.sentType(version, name, minor));
        } catch (ProtobufReader.MalformedException e) {
            throw Bodies.unrecognized(call, String.valueOf(e.getMessage()));
        }
    }

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
