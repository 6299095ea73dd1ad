package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.Strategy.Strictness;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.Set;
import java.util.function.Consumer;

/** Reads documents of a built-in kind by the table of types, as Go reads them into its structs. */
final class KindReader {
    /** Kinds that count replicas as a number within the real server, so that nothing said is none. */
    private static final Set<String> REPLICATED = Set.of("Deployment", "ReplicaSet", "StatefulSet");

    private static final Set<String> MERGED_IN_MEMORY =
            Set.of("application/apply-patch+yaml", "application/strategic-merge-patch+json");

    private final BuiltinStrategy.Kind kind;

    KindReader(BuiltinStrategy.Kind kind) {
        this.kind = kind;
    }

    /**
     * {@return what was sent as the struct has it, with defaults}
     *
     * @param defaults sets those that need more than one part of the object
     */
    ObjectNode read(Call call, ObjectNode sent, String struct, Strictness strictness, Consumer<ObjectNode> defaults) {
        try {
            TypedDecoder decoder =
                    new TypedDecoder(TypeTable.of(kind.minor()), strictness, TypeDefaults::apply).keepingEmpties();
            if (MERGED_IN_MEMORY.contains(call.body().mediaType())) {
                decoder.cuttingNumbers();
            }
            ObjectNode read = decoder.struct(sent, struct, "");
            defaults.accept(read);
            decoder.empties().settle();
            call.empties(decoder.empties().paths());
            ObjectNode ordered = Json.object();
            ordered.set("kind", Json.text(given(sent, "kind", kind.name())));
            ordered.set("apiVersion", Json.text(given(sent, "apiVersion", kind.apiVersion())));
            ordered.setAll(read);
            JsonNode entries = sent.path("metadata").path("managedFields");
            if (entries.isArray() && entries.isEmpty()) {
                Json.objectAt(ordered, "metadata")
                        .set("managedFields", Json.array().add(Json.object()));
            }
            return ordered;
        } catch (TypedDecoder.UnfitException e) {
            throw new DecodeException(kind.name(), call.def().version(), e.words(), e.mergedWords());
        }
    }

    private static String given(ObjectNode sent, String field, String otherwise) {
        String given = Json.textAt(sent, field);
        return given.isEmpty() ? otherwise : given;
    }

    /** {@return a written object without the empty lists and maps that only its writer tells from absent ones} */
    ObjectNode settled(Call call, ObjectNode object) {
        if (call.empties().isEmpty()) {
            return object;
        }
        try {
            TypedDecoder decoder = plain().keepingEmpties();
            ObjectNode settled = Json.object();
            settled.set("kind", object.path("kind"));
            settled.set("apiVersion", object.path("apiVersion"));
            ObjectNode read = decoder.struct(object, kind.type(), "");
            decoder.empties().forget();
            settled.setAll(read);
            return settled;
        } catch (TypedDecoder.UnfitException e) {
            throw new IllegalStateException(e);
        }
    }

    private TypedDecoder plain() {
        return new TypedDecoder(TypeTable.of(kind.minor()), new Strictness(), (type, part) -> {});
    }

    /** {@return a struct of which nothing was said} */
    ObjectNode emptyStruct(String struct) {
        try {
            return plain().struct(NullNode.getInstance(), struct, "");
        } catch (TypedDecoder.UnfitException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return an object of which nothing was said} */
    ObjectNode blank() {
        ObjectNode blank = Json.object();
        blank.put("kind", kind.name()).put("apiVersion", kind.apiVersion());
        blank.setAll(emptyStruct(kind.type()));
        return blank;
    }

    /** {@return an object with the metadata of a bookmark of which nothing else was said} */
    ObjectNode emptyLike(ObjectNode bookmark) {
        ObjectNode all = Json.object();
        all.set("kind", bookmark.path("kind"));
        all.set("apiVersion", bookmark.path("apiVersion"));
        all.setAll(emptyStruct(kind.type()));
        all.set("metadata", bookmark.path("metadata"));
        if (REPLICATED.contains(kind.name())) {
            ObjectNode spec = Json.object().put("replicas", 0);
            spec.setAll(Json.objectAt(all, "spec"));
            all.set("spec", spec);
        }
        if (kind.name().equals("ControllerRevision")) {
            all.putNull("data");
        }
        if (kind.name().equals("DaemonSet")) {
            Json.objectAt(all, "metadata", "annotations").put("deprecated.daemonset.template.generation", "0");
        }
        return all;
    }

    /** Refuses what says to be of another kind or version. */
    void checkKind(ObjectNode sent) {
        String version = Json.textAt(sent, "apiVersion");
        String name = given(sent, "kind", kind.name());
        if ((version.isEmpty() || version.equals(kind.apiVersion())) && name.equals(kind.name())) {
            return;
        }
        if (KnownKinds.isVersionOf(version, name, kind.name())) {
            throw Statuses.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + kind.apiVersion() + ")");
        }
        throw otherKind(sent, kind.name());
    }

    /** {@return why what was sent is not of the wanted kind} */
    DecodeException otherKind(ObjectNode sent, String wanted) {
        String apiVersion = given(sent, "apiVersion", kind.apiVersion());
        String name = given(sent, "kind", wanted);
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        if (!KnownKinds.isKnown(apiVersion, name)) {
            String scheme = kind.type().startsWith("apiextensions.")
                    ? "pkg/apiserver/apiserver.go:55"
                    : "pkg/api/legacyscheme/scheme.go:30";
            return new DecodeException(
                    name,
                    version,
                    "no kind \"" + name + "\" is registered for version \"" + apiVersion + "\" in scheme \"" + scheme
                            + "\"");
        }
        return new DecodeException(
                name,
                version,
                "converting (" + version + "." + name + ") to (" + internalGroup(wanted) + "." + wanted
                        + "): unknown conversion");
    }

    private String internalGroup(String wanted) {
        if (wanted.equals(kind.name())) {
            return kind.type().substring(0, kind.type().indexOf('.'));
        }
        return wanted.equals("Scale") ? "autoscaling" : "policy";
    }
}
