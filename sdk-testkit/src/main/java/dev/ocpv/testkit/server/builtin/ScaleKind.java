package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.smd.PathSet;
import dev.ocpv.testkit.server.smd.SmdSchema;
import dev.ocpv.testkit.server.smd.VersionConverter;

/** The kind of the document at every scale path. */
public final class ScaleKind {
    private static final String API_VERSION = "autoscaling/v1";
    private static final String KIND = "Scale";
    private static final String TYPE = "autoscaling.Scale";

    private ScaleKind() {}

    /** {@return a document in the shape of the kind} */
    public static ObjectNode decode(ObjectNode sent, int minor, Strategy.Strictness strictness) {
        try {
            ObjectNode scale = Json.object().put("kind", KIND).put("apiVersion", API_VERSION);
            scale.setAll(new TypedDecoder(TypeTable.of(minor), strictness, TypeDefaults::apply).struct(sent, TYPE, ""));
            return scale;
        } catch (TypedDecoder.UnfitException e) {
            throw new DecodeException(KIND, "v1", e.words(), e.mergedWords());
        }
    }

    /** {@return who keeps track of the owners of scales} */
    public static FieldManager manager(int minor) {
        SmdSchema schema = SmdSchema.compile(TypeSchemas.schema(TYPE, minor));
        FieldManager.Target target = new FieldManager.Target(
                API_VERSION, KIND, "scale", PathSet.ofFields(), VersionConverter.only(API_VERSION, schema));
        return new FieldManager(target, decode(Json.object(), minor, new Strategy.Strictness()));
    }
}
