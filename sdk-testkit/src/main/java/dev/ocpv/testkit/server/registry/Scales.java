package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.smd.ScaleOwners;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.List;
import java.util.function.BinaryOperator;

/** The scale of an object: a small document over the fields of a larger one. */
final class Scales {
    private static final String API_VERSION = "autoscaling/v1";
    private static final String KIND = "Scale";
    static final String SCHEME = "\"pkg/runtime/scheme.go:111\"";
    /** What a scale shows while it is written and the number was never set. */
    private static final int NEVER_SET = Integer.MIN_VALUE;

    private final Backend backend;
    private final Writes writes;
    private final Ownership ownership;

    Scales(Backend backend, Writes writes, Ownership ownership) {
        this.backend = backend;
        this.writes = writes;
        this.ownership = ownership;
    }

    /**
     * Where an object keeps what its scale shows.
     *
     * @param replicas the path of the wanted number
     * @param current the path of the number there is
     * @param selector the path of the selector as text, or empty where it is a structured one at spec.selector
     * @param required whether the wanted number must be there
     */
    record Paths(String replicas, String current, String selector, boolean required) {
        static String[] steps(String path) {
            String plain = path.startsWith(".") ? path.substring(1) : path;
            return plain.split("\\.", -1);
        }
    }

    Outcome get(Call call) {
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        if (entry == null) {
            throw missing(call);
        }
        ObjectNode object = call.strategy().read(call, entry);
        Paths paths = call.strategy().scalePaths();
        if (paths.required() && Json.at(object, Paths.steps(paths.replicas())).isMissingNode()) {
            throw Statuses.internal("the spec replicas field \"" + paths.replicas() + "\" does not exist");
        }
        return Outcome.object(200, scale(object, paths));
    }

    /** Older releases name the scale of a Deployment, not the Deployment, when neither is there. */
    private StatusException missing(Call call) {
        boolean old = backend.minor() < 34
                && !call.def().custom()
                && call.def().kind().equals("Deployment");
        return old ? Statuses.notFound(call.def().group(), "deployments/scale", call.name()) : call.notFound();
    }

    static ObjectNode scale(ObjectNode object, Paths paths) {
        ObjectNode scale = Json.object();
        scale.put("kind", KIND).put("apiVersion", API_VERSION);
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = object.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        ObjectNode spec = scale.putObject("spec");
        long wanted = Json.at(object, Paths.steps(paths.replicas())).asLong(0);
        if (wanted != 0) {
            spec.set("replicas", Json.number(wanted));
        }
        ObjectNode status = scale.putObject("status");
        status.set(
                "replicas",
                Json.number(Json.at(object, Paths.steps(paths.current())).asLong(0)));
        String selector = paths.selector().isEmpty()
                ? SelectorText.of(object.path("spec").path("selector"))
                : Json.textAt(object, Paths.steps(paths.selector()));
        if (!selector.isEmpty() && (paths.required() || !paths.selector().equals("-"))) {
            status.put("selector", selector);
        }
        return scale;
    }

    Outcome update(Call call) {
        ObjectNode scale = sent(call);
        Registry.checkPlace(call, scale);
        String uid = Json.textAt(scale, "metadata", "uid");
        return write(call, (old, live) -> {
            Registry.checkUid(call, old, uid);
            return ownership.written(call, live, scale);
        });
    }

    /** {@return the scale in the body} Those who scale custom resources cannot say what is wrong with one. */
    private static ObjectNode sent(Call call) {
        Strategy.Strictness strictness = new Strategy.Strictness();
        try {
            ObjectNode scale = decoded(call, Bodies.object(call, strictness), strictness);
            WriteOptions.report(call, strictness, KIND, "v1");
            return scale;
        } catch (DecodeException e) {
            throw call.def().custom() ? unwritable() : e.status(KIND);
        } catch (StatusException e) {
            throw call.def().custom() && e.code() == 400 ? unwritable() : e;
        }
    }

    private static StatusException unwritable() {
        return Statuses.badRequest("no kind is registered for the type v1.Scale in scheme " + SCHEME);
    }

    private static ObjectNode decoded(Call call, ObjectNode sent, Strategy.Strictness strictness) {
        String kind = Json.textAt(sent, "kind");
        String apiVersion = Json.textAt(sent, "apiVersion");
        boolean known = kind.isEmpty() || kind.equals(KIND);
        if (!known || !(apiVersion.isEmpty() || apiVersion.equals(API_VERSION))) {
            throw call.strategy().otherKind(call, sent, KIND);
        }
        return call.strategy().decodeScale(sent, strictness);
    }

    Outcome patch(Call call, PatchKinds patch) {
        return write(call, (old, live) -> {
            ObjectNode result = patch.apply(live);
            if (call.body().mediaType().equals(Patches.STRATEGIC)) {
                Patches.keepType(result, live);
            }
            Strategy.Strictness strictness = new Strategy.Strictness();
            patch.strictErrors().forEach(strictness::note);
            try {
                ObjectNode scale = decoded(call, result, strictness);
                Patches.report(call, strictness, patch, live);
                Patches.checkPlaceAfter(call, scale);
                return ownership.written(call, live, scale);
            } catch (DecodeException e) {
                throw Patches.undecodable(call, patch.printed(live), e);
            }
        });
    }

    Outcome apply(Call call, Patches.Intent intent) {
        if (backend.store().current().get(call.def().storage(), call.namespace(), call.name()) == null) {
            throw call.notFound();
        }
        return write(call, (old, live) -> {
            ObjectNode applied = ownership.applied(call, live, intent.object());
            if (call.def().custom() && !Numbers.sameValue(withoutOwners(live), withoutOwners(applied))) {
                throw Statuses.plain(
                        500,
                        "failed to convert new object (" + FieldManager.described(intent.object())
                                + ") to proper version: request to convert CR to an invalid group/version: "
                                + API_VERSION);
            }
            intent.report(call);
            ObjectNode scale = call.strategy().decodeScale(applied.deepCopy(), new Strategy.Strictness());
            Patches.checkPlaceAfter(call, scale);
            return scale;
        });
    }

    private static ObjectNode withoutOwners(ObjectNode scale) {
        ObjectNode copy = Json.withOwnMetadata(scale);
        Json.objectAt(copy, "metadata").remove("managedFields");
        return copy;
    }

    private Outcome write(Call call, BinaryOperator<ObjectNode> change) {
        Paths paths = call.strategy().scalePaths();
        ScaleOwners owners =
                new ScaleOwners(call.def().apiVersion(), call.strategy().replicaPaths(call));
        Outcome outcome = writes.update(call, old -> {
            ObjectNode live = call.strategy().decodeScale(live(old, paths, owners), new Strategy.Strictness());
            ObjectNode scale = change.apply(old, live);
            checkReplicas(call, scale, paths, backend.minor());
            return shaped(call, scaled(old, scale, paths, owners));
        });
        return Outcome.object(200, scale(outcome.document(), paths));
    }

    /** Where the number is all that an object holds its other fields take their defaults. */
    private static ObjectNode shaped(Call call, ObjectNode changed) {
        return call.def().custom() ? call.strategy().shapeApplied(call, changed) : changed;
    }

    private static ObjectNode live(ObjectNode old, Paths paths, ScaleOwners owners) {
        ObjectNode live = scale(old, paths);
        if (paths.required() && Json.at(old, Paths.steps(paths.replicas())).isMissingNode()) {
            Json.objectAt(live, "spec").set("replicas", Json.number(NEVER_SET));
        }
        ArrayNode entries = owners.toScale(old.path("metadata").path("managedFields"));
        if (entries != null) {
            Json.objectAt(live, "metadata").set("managedFields", entries);
        }
        return live;
    }

    private static void checkReplicas(Call call, ObjectNode scale, Paths paths, int minor) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (call.def().custom()) {
            if (replicas.asLong(0) == NEVER_SET) {
                throw Statuses.badRequest(
                        "the spec replicas field " + GoText.quote(paths.replicas()) + " cannot be empty");
            }
            return;
        }
        FieldErrors errors = new FieldErrors(minor);
        MetadataRules.validate(call, scale, errors);
        if (replicas.asLong(0) < 0) {
            errors.invalid("spec.replicas", replicas, "must be greater than or equal to 0");
        }
        if (!errors.isEmpty()) {
            throw Statuses.invalid("autoscaling", KIND, call.name(), errors.causes());
        }
    }

    private static ObjectNode scaled(ObjectNode old, ObjectNode scale, Paths paths, ScaleOwners owners) {
        ObjectNode changed = scaled(old, scale, paths);
        ObjectNode metadata = Json.objectAt(changed, "metadata");
        ArrayNode entries = owners.toParent(
                old.path("metadata").path("managedFields"),
                scale.path("metadata").path("managedFields"));
        metadata.remove("managedFields");
        if (entries != null) {
            metadata.set("managedFields", entries);
        }
        return changed;
    }

    /** {@return the object with what a scale says of it} */
    static ObjectNode scaled(ObjectNode old, ObjectNode scale, Paths paths) {
        ObjectNode changed = old.deepCopy();
        String[] steps = Paths.steps(paths.replicas());
        ObjectNode parent = changed;
        for (int i = 0; i < steps.length - 1; i++) {
            parent = Json.objectAt(parent, steps[i]);
        }
        parent.set(
                steps[steps.length - 1],
                Json.number(scale.path("spec").path("replicas").asLong(0)));
        ObjectNode metadata = Json.objectAt(changed, "metadata");
        String version = Json.textAt(scale, "metadata", "resourceVersion");
        if (!version.isEmpty()) {
            metadata.put("resourceVersion", version);
        }
        return changed;
    }
}
