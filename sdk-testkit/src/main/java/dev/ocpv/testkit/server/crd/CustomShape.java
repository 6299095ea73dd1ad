package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.EmbeddedObjects;
import dev.ocpv.testkit.server.builtin.MetadataShape;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Bodies;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.Strategy.Strictness;
import dev.ocpv.testkit.server.registry.WriteOptions;
import dev.ocpv.testkit.server.schema.Defaulter;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings what was sent into the shape of its custom kind: metadata as everywhere, the rest pruned and defaulted.
 *
 * @param definition what defines the kind
 * @param version the version through which it is written
 * @param embedded what is known of objects within the object
 */
record CustomShape(Definition definition, Definition.Version version, EmbeddedObjects embedded) {
    ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        if (!call.verb().equals("create") && !call.verb().equals("update")) {
            // a patch may name another version; it is refused only when the object is checked
            shape(call, sent, strictness);
            return sent;
        }
        String kind = Json.textAt(sent, "kind");
        if (kind.isEmpty()) {
            throw Bodies.kindMissing(call);
        }
        shape(call, sent, strictness);
        String apiVersion = Json.textAt(sent, "apiVersion");
        if (!apiVersion.equals(call.def().apiVersion())) {
            WriteOptions.report(call, strictness, kind, ResourceDef.version(apiVersion));
            throw Statuses.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + call.def().apiVersion() + ")");
        }
        return sent;
    }

    /** Only what says to be of this kind is brought into its shape; in a version that there is not it has no fields. */
    private void shape(Call call, ObjectNode sent, Strictness strictness) {
        shapeMetadata(sent, strictness);
        Json.objectAt(sent, "metadata");
        String apiVersion = Json.textAt(sent, "apiVersion");
        if (!ResourceDef.group(apiVersion).equals(definition.group())
                || !Json.textAt(sent, "kind").equals(call.def().kind())) {
            return;
        }
        if (apiVersion.equals(call.def().apiVersion())) {
            Pruner.prune(sent, version.schema()).forEach(strictness::unknown);
            Defaulter.nullsAndDefaults(sent, version.schema());
        } else {
            withoutContent(sent, strictness);
        }
    }

    /** An applied null is not dropped: it takes a default or fails; of metadata what can be read is taken. */
    ObjectNode applied(ObjectNode merged) {
        merged.set("metadata", MetadataShape.readable(merged.path("metadata"), definition.minor()));
        Pruner.prune(merged, version.schema());
        Defaulter.setDefaults(merged, version.schema());
        return merged;
    }

    /** Of another version nothing is known but what all objects have. */
    private static void withoutContent(ObjectNode object, Strictness strictness) {
        List<String> fields = names(object);
        fields.removeAll(List.of("apiVersion", "kind", "metadata"));
        fields.sort(null);
        fields.forEach(strictness::unknown);
        object.remove(fields);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void shapeMetadata(ObjectNode sent, Strictness strictness) {
        if (sent.path("apiVersion").isNull()) {
            throw unfit(sent, ".apiVersion accessor error: <nil> is of the type <nil>, expected string");
        }
        try {
            MetadataShape.coerce(sent, "metadata.", definition.minor(), strictness);
            if (version.schema().hasEmbedded()) {
                embedded.coerce(sent, version.schema(), strictness);
            }
        } catch (MetadataShape.UnfitMetadataException e) {
            throw unfit(sent, e.words());
        } catch (EmbeddedObjects.UnfitException e) {
            throw unfit(sent, e.words());
        }
    }

    private static DecodeException unfit(ObjectNode sent, String words) {
        return new DecodeException(
                Json.textAt(sent, "kind"), ResourceDef.version(Json.textAt(sent, "apiVersion")), words);
    }
}
