package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.ProtobufReader;
import dev.ocpv.testkit.server.registry.Bodies;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.Strategy;

/** Reads what is sent to a resource without being one of its objects. */
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

    /** {@return the options of a DELETE in their shape} */
    public static ObjectNode options(ObjectNode sent, int minor) {
        try {
            return new TypedDecoder(TypeTable.of(minor), new Strategy.Strictness(), (type, part) -> {})
                    .struct(sent, "meta.DeleteOptions", "");
        } catch (TypedDecoder.UnfitException e) {
            throw new DecodeException("DeleteOptions", "v1", e.words(), e.mergedWords());
        }
    }
}
