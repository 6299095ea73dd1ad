package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.YamlReader;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;

/** The PATCH verb in its four media types. */
final class Patches {
    static final String JSON = "application/json-patch+json";
    static final String MERGE = "application/merge-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";

    private final Backend backend;
    private final Writes writes;
    private final Ownership ownership;
    private final Scales scales;

    Patches(Backend backend, Writes writes, Ownership ownership, Scales scales) {
        this.backend = backend;
        this.writes = writes;
        this.ownership = ownership;
        this.scales = scales;
    }

    Outcome patch(Call call) {
        String type = call.body().mediaType();
        checkType(call, type);
        if (call.name().isEmpty()) {
            throw Statuses.badRequest("name must be provided");
        }
        Bodies.checkSize(call.body().bytes());
        checkOptions(call, type);
        boolean scale = call.subresource().equals("scale");
        if (type.equals(APPLY)) {
            return scale ? scales.apply(call, intent(call)) : apply(call);
        }
        if (backend.store().current().get(call.def().storage(), call.namespace(), call.name()) == null) {
            throw call.notFound();
        }
        PatchKinds patch = PatchKinds.read(call, type);
        if (scale) {
            return scales.patch(call, patch);
        }
        return writes.update(call, old -> patched(call, patch, old));
    }

    /** Refuses what is no media type of patches. */
    static void checkType(Call call, String type) {
        boolean known = type.equals(JSON)
                || type.equals(MERGE)
                || type.equals(APPLY)
                || (type.equals(STRATEGIC) && !call.def().custom());
        if (!known) {
            throw call.def().custom()
                    ? Bodies.unknownFormat(List.of(JSON, MERGE, APPLY))
                    : new StatusException(
                            415, "UnsupportedMediaType", "415: Unsupported Media Type", Statuses.noDetails());
        }
    }

    private void checkOptions(Call call, String type) {
        FieldErrors errors = new FieldErrors(backend.minor());
        boolean apply = type.equals(APPLY);
        if (apply && call.query().get("fieldManager").isEmpty()) {
            errors.required("fieldManager", "is required for apply patch");
        }
        if (!apply && call.query().has("force")) {
            errors.forbidden("force", "may not be specified for non-apply patch");
        }
        WriteOptions.collect(call, errors);
        WriteOptions.refuse("PatchOptions", errors);
    }

    private ObjectNode patched(Call call, PatchKinds patch, ObjectNode old) {
        ObjectNode sent = patch.apply(old);
        checkType(call, patch, sent, old);
        Strategy.Strictness strictness = new Strategy.Strictness();
        patch.strictErrors().forEach(strictness::note);
        ObjectNode object;
        try {
            object = call.strategy().decode(call, sent, strictness);
        } catch (DecodeException e) {
            throw undecodable(call, patch.printed(old), e);
        }
        if (!call.def().custom() && !strictness.problems().isEmpty()) {
            strictness = new Strategy.Strictness();
            patch.strictErrors().forEach(strictness::note);
            call.strategy().decode(call, patch.arranged(old), strictness);
        }
        report(call, strictness, patch, old);
        checkPlaceAfter(call, object);
        return ownership.written(call, old, object);
    }

    private static void checkType(Call call, PatchKinds patch, ObjectNode sent, ObjectNode old) {
        if (call.body().mediaType().equals(STRATEGIC)) {
            checkTexts(patch.printed(old), sent);
            keepType(sent, old);
            return;
        }
        checkTypeMeta(patch.printed(old), sent);
        boolean untyped = Json.textAt(sent, "apiVersion").isEmpty();
        if (!call.def().custom()) {
            if (untyped && !Json.textAt(sent, "kind").isEmpty()) {
                reportInternal(call, patch, old);
            }
            return;
        }
        if (Json.textAt(sent, "kind").isEmpty()) {
            String printed = patch.printed(old);
            throw undecodable(printed, "Object 'Kind' is missing in '" + printed + "'");
        }
        if (untyped) {
            throw Statuses.internal("Object 'apiVersion' is missing in 'object has no apiVersion field'");
        }
    }

    /** What says the type of the result is read before all else. */
    private static void checkTypeMeta(String printed, ObjectNode sent) {
        String complaint = Bodies.typeMetaComplaint(sent);
        if (!complaint.isEmpty()) {
            throw undecodable(printed, complaint);
        }
    }

    /** What is ignored must be a text all the same. */
    private static void checkTexts(String printed, ObjectNode sent) {
        for (String field : List.of("kind", "apiVersion")) {
            JsonNode type = sent.path(field);
            if (!type.isTextual() && !type.isMissingNode() && !type.isNull()) {
                throw undecodable(
                        printed,
                        type.isIntegralNumber() ? "cannot convert int64 to string" : "unrecognized type: string");
            }
        }
    }

    /** Without an apiVersion the result is read as the internal type, whose fields have no such names. */
    private static void reportInternal(Call call, PatchKinds patch, ObjectNode old) {
        Strategy.Strictness strictness = new Strategy.Strictness();
        patch.arranged(old).fieldNames().forEachRemaining(field -> {
            if (!field.equals("kind")) {
                strictness.unknown(field);
            }
        });
        report(call, strictness, patch, old);
        throw nameless(call);
    }

    /** A strategic merge patch works on the fields of a type, and the type itself is none of them. */
    static void keepType(ObjectNode sent, ObjectNode old) {
        sent.set("kind", old.path("kind"));
        sent.set("apiVersion", old.path("apiVersion"));
    }

    static StatusException nameless(Call call) {
        return Statuses.badRequest(
                "the name of the object (" + call.name() + " based on URL) was undeterminable: name must be provided");
    }

    static StatusException undecodable(Call call, String printed, DecodeException e) {
        boolean merged = call.body().mediaType().equals(STRATEGIC);
        return undecodable(printed, merged ? e.mergedWords() : e.words());
    }

    static void checkPlaceAfter(Call call, ObjectNode object) {
        place(call, object);
        String name = Json.textAt(object, "metadata", "name");
        if (name.isEmpty()) {
            throw nameless(call);
        }
        if (!name.equals(call.name())) {
            throw Statuses.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + call.name() + ")");
        }
    }

    /** Checks the namespace of an object against the path, and fills it in. */
    static void place(Call call, ObjectNode object) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        String namespace = Json.textAt(metadata, "namespace");
        if (!call.def().namespaced()) {
            metadata.remove("namespace");
        } else if (namespace.isEmpty()) {
            metadata.put("namespace", call.namespace());
        } else if (!namespace.equals(call.namespace())) {
            throw Statuses.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    static StatusException undecodable(String result, String why) {
        String printed = GoText.quote(result);
        return Statuses.invalid(
                "", "", "", List.of(new Cause("FieldValueInvalid", "Invalid value: " + printed + ": " + why, "patch")));
    }

    static void report(Call call, Strategy.Strictness strictness, PatchKinds patch, ObjectNode old) {
        List<String> problems = strictness.problems();
        String validation = call.query().get("fieldValidation");
        if (problems.isEmpty() || validation.equals("Ignore")) {
            return;
        }
        if (validation.equals("Strict")) {
            throw undecodable(patch.printed(old), "strict decoding error: " + strictness.refusal());
        }
        problems.forEach(call::warn);
    }

    private Outcome apply(Call call) {
        Intent intent = intent(call);
        while (true) {
            Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
            Outcome outcome = entry == null
                    ? create(call, intent)
                    : writes.tryUpdate(call, entry, old -> {
                        ObjectNode applied = applied(call, old, old, intent);
                        checkPlaceAfter(call, applied);
                        return applied;
                    });
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private Outcome create(Call call, Intent intent) {
        if (!call.subresource().isEmpty()) {
            throw call.notFound();
        }
        ObjectNode applied = applied(call, Json.object(), bare(call), intent);
        String uid = Json.textAt(applied, "metadata", "uid");
        if (!uid.isEmpty()) {
            throw Statuses.conflict(
                    call.def().group(),
                    call.def().plural(),
                    call.name(),
                    "uid mismatch: the provided object specified uid " + uid + ", and no existing object was found");
        }
        checkPlaceAfter(call, applied);
        String version = Json.textAt(applied, "metadata", "resourceVersion");
        if (!version.isEmpty()) {
            Versions.parse(version);
        }
        if (!call.dryRun()) {
            Json.objectAt(applied, "metadata").remove("resourceVersion");
        }
        return writes.createOwned(call, call.strategy(), applied);
    }

    /** {@return what stands for an object that does not exist yet} */
    private static ObjectNode bare(Call call) {
        return Json.object()
                .put("apiVersion", call.def().apiVersion())
                .put("kind", call.def().kind());
    }

    /** {@return the merged object pruned and defaulted; what is unknown was refused when it was typed} */
    private static ObjectNode shaped(Call call, ObjectNode old, ObjectNode merged) {
        ObjectNode own = merged.deepCopy();
        if (call.def().custom()) {
            // the shape of a custom resource says nothing of metadata, and what did not change is shared
            own.set("metadata", merged.path("metadata"));
            JsonNode shaped = Json.sharing(call.strategy().shapeApplied(call, own), old);
            return Json.withOwnMetadata((ObjectNode) shaped);
        }
        return Json.withOwnMetadata(call.strategy().shapeApplied(call, own));
    }

    /** {@return the result of an apply; one that the kind's type cannot hold is the server's failure} */
    private ObjectNode applied(Call call, ObjectNode old, ObjectNode live, Intent intent) {
        try {
            ObjectNode applied = ownership.applied(call, live, intent.object());
            intent.report(call);
            return shaped(call, old, applied);
        } catch (DecodeException e) {
            throw Statuses.plain(
                    500,
                    "failed to convert new object (" + FieldManager.described(intent.object())
                            + ") to proper version: unable to convert unstructured object to "
                            + FieldManager.groupVersionKind(
                                    call.def().apiVersion(), call.def().kind())
                            + ": " + e.mergedWords());
        }
    }

    /**
     * An applied configuration.
     *
     * @param duplicates what is said of its keys that stand twice
     */
    record Intent(ObjectNode object, List<String> duplicates) {
        /** Refuses keys that stand twice, or warns of them, once the rest was found good. */
        void report(Call call) {
            String validation = call.query().get("fieldValidation");
            if (duplicates.isEmpty() || validation.equals("Ignore")) {
                return;
            }
            if (validation.equals("Strict")) {
                throw Statuses.badRequest("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal"
                        + " errors:\n  " + String.join("\n  ", duplicates));
            }
            duplicates.forEach(call::warn);
        }
    }

    private static Intent intent(Call call) {
        List<String> duplicates = new ArrayList<>(0);
        try {
            JsonNode node = YamlReader.read(call.body().bytes(), duplicates);
            if (node instanceof ObjectNode object) {
                return new Intent(object, duplicates);
            }
            if (node.isNull()) {
                return new Intent(Json.object(), duplicates);
            }
            String seen = node.isArray() ? "array" : node.isTextual() ? "string" : node.isNumber() ? "number" : "bool";
            throw Statuses.badRequest("error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot"
                    + " unmarshal " + seen + " into Go value of type map[string]interface {}");
        } catch (JsonReader.MalformedException e) {
            throw Statuses.badRequest("error decoding YAML: error converting YAML to JSON: " + e.getMessage());
        }
    }
}
