package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The scale of an object: a small document over the fields of a larger one. */
final class Scales {
    private static final String API_VERSION = "autoscaling/v1";
    private static final String KIND = "Scale";

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
            throw call.notFound();
        }
        ObjectNode object = call.strategy().read(call, entry);
        Paths paths = call.strategy().scalePaths();
        if (paths.required() && Json.at(object, Paths.steps(paths.replicas())).isMissingNode()) {
            throw Statuses.internal("the spec replicas field \"" + paths.replicas() + "\" does not exist");
        }
        return Outcome.object(200, scale(object, paths));
    }

    private static ObjectNode scale(ObjectNode object, Paths paths) {
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
        ObjectNode sent = sent(call);
        Registry.checkPlace(call, sent);
        String uid = Json.textAt(sent, "metadata", "uid");
        return write(call, (old, scale) -> {
            Registry.checkUid(call, old, uid);
            return checked(call, sent);
        });
    }

    private static ObjectNode sent(Call call) {
        Strategy.Strictness strictness = new Strategy.Strictness();
        ObjectNode body = Bodies.object(call, strictness);
        try {
            ObjectNode read = decoded(call, body, strictness);
            WriteOptions.report(call, KIND, "v1", strictness);
            return read;
        } catch (DecodeException e) {
            throw call.def().custom() ? unwritable() : e.status(KIND);
        } catch (StatusException e) {
            throw call.def().custom() ? unwritable() : e;
        }
    }

    /** Those who scale custom resources know the kind but cannot say so when they refuse it. */
    private static StatusException unwritable() {
        return Statuses.badRequest(
                "no kind is registered for the type v1.Scale in scheme \"k8s.io/client-go/scale/util.go:146\"");
    }

    private static ObjectNode decoded(Call call, ObjectNode sent, Strategy.Strictness strictness) {
        String apiVersion = Json.textAt(sent, "apiVersion");
        String kind = Json.textAt(sent, "kind");
        boolean known = kind.isEmpty() || kind.equals(KIND);
        if (!known || !(apiVersion.isEmpty() || apiVersion.equals(API_VERSION))) {
            throw call.strategy().otherKind(call, sent, KIND);
        }
        return call.strategy().readOther(KIND, sent, strictness);
    }

    Outcome patch(Call call, PatchKinds patch) {
        return write(call, (old, scale) -> {
            Strategy.Strictness strictness = new Strategy.Strictness();
            patch.strictErrors().forEach(strictness::note);
            try {
                ObjectNode result = patch.apply(scale);
                if (call.body().mediaType().equals(Patches.STRATEGIC)) {
                    result.put("kind", KIND).put("apiVersion", API_VERSION);
                }
                ObjectNode read = decoded(call, result, strictness);
                Patches.report(call, strictness, patch, owned(call, old, scale));
                Patches.checkPlaceAfter(call, read);
                return checked(call, read);
            } catch (DecodeException e) {
                throw Patches.undecodable(call, patch.printed(owned(call, old, scale)), e);
            }
        });
    }

    private static ObjectNode owned(Call call, ObjectNode old, ObjectNode scale) {
        ArrayNode entries =
                ScaleOwners.of(old, Paths.steps(call.strategy().scalePaths().replicas()), API_VERSION);
        ObjectNode owned = Json.withOwnMetadata(scale);
        if (!entries.isEmpty()) {
            Json.objectAt(owned, "metadata").set("managedFields", entries);
        }
        return owned;
    }

    private static ObjectNode checked(Call call, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (replicas.asLong(0) < 0 && !call.def().custom()) {
            throw Statuses.invalid(
                    "autoscaling",
                    KIND,
                    Json.textAt(scale, "metadata", "name"),
                    List.of(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: " + replicas + ": must be greater than or equal to 0",
                            "spec.replicas")));
        }
        return scale;
    }

    /** What a PUT or PATCH makes of a scale. */
    @FunctionalInterface
    private interface Change {
        ObjectNode apply(ObjectNode old, ObjectNode scale);
    }

    private Outcome write(Call call, Change change) {
        Paths paths = call.strategy().scalePaths();
        Outcome outcome = writes.update(call, old -> shaped(call, changed(call, old, change)));
        return Outcome.object(200, scale(outcome.document(), paths));
    }

    /** Where the number is all that an object holds its other fields take their defaults. */
    private static ObjectNode shaped(Call call, ObjectNode changed) {
        return call.def().custom() ? call.strategy().shapeApplied(call, changed.deepCopy()) : changed;
    }

    private ObjectNode changed(Call call, ObjectNode old, Change change) {
        Paths paths = call.strategy().scalePaths();
        ObjectNode scale = change.apply(old, scale(old, paths));
        ObjectNode scaled = scaled(old, scale, paths);
        String[] steps = Paths.steps(paths.replicas());
        if (ScaleOwners.of(old, steps, API_VERSION).isEmpty()) {
            return scaled;
        }
        boolean untyped = call.def().custom() && Json.textAt(scale, "kind").isEmpty();
        if (untyped || !scale.path("spec").has("replicas")) {
            return ScaleOwners.without(scaled, steps);
        }
        return withoutTime(ownership.written(call, old, scaled), call.fieldManager());
    }

    private static ObjectNode scaled(ObjectNode old, ObjectNode scale, Paths paths) {
        ObjectNode changed = old.deepCopy();
        String[] steps = Paths.steps(paths.replicas());
        ObjectNode parent = changed;
        for (int i = 0; i < steps.length - 1; i++) {
            parent = Json.objectAt(parent, steps[i]);
        }
        parent.set(
                steps[steps.length - 1],
                Json.number(scale.path("spec").path("replicas").asLong(0)));
        String version = Json.textAt(scale, "metadata", "resourceVersion");
        if (!version.isEmpty()) {
            Json.objectAt(changed, "metadata").put("resourceVersion", version);
        }
        return changed;
    }

    /** The entries of a scale carry no time in the object that is scaled. */
    private static ObjectNode withoutTime(ObjectNode object, String manager) {
        if (object.path("metadata").get("managedFields") instanceof ArrayNode entries) {
            ArrayNode copy = Json.array();
            for (JsonNode entry : entries) {
                boolean own = Json.textAt(entry, "manager").equals(manager)
                        && Json.textAt(entry, "subresource").equals("scale");
                ObjectNode changed = Json.shallow((ObjectNode) entry);
                if (own) {
                    changed.remove("time");
                }
                copy.add(changed);
            }
            Json.objectAt(object, "metadata").set("managedFields", sorted(copy));
        }
        return object;
    }

    /** Applies come first, and among equals what has no time. */
    private static ArrayNode sorted(ArrayNode entries) {
        List<JsonNode> list = new ArrayList<>();
        entries.forEach(list::add);
        list.sort(Comparator.comparing((JsonNode entry) -> Json.textAt(entry, "operation"))
                .thenComparing(entry -> entry.has("time")));
        return Json.array().addAll(list);
    }

    Outcome apply(Call call, ObjectNode intent) {
        Paths paths = call.strategy().scalePaths();
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        if (entry == null) {
            throw call.notFound();
        }
        ObjectNode asParent = Json.object();
        asParent.put("apiVersion", call.def().apiVersion())
                .put("kind", call.def().kind());
        asParent.putObject("metadata").put("name", call.name());
        JsonNode replicas = intent.path("spec").path("replicas");
        if (!replicas.isMissingNode()) {
            String[] steps = Paths.steps(paths.replicas());
            ObjectNode parent = asParent;
            for (int i = 0; i < steps.length - 1; i++) {
                parent = Json.objectAt(parent, steps[i]);
            }
            parent.set(steps[steps.length - 1], replicas);
        }
        Outcome outcome = writes.update(call, old -> {
            ObjectNode applied =
                    withoutTime(ownership.applied(call, old, asParent).deepCopy(), call.fieldManager());
            boolean same = applied.path("spec").equals(old.path("spec"));
            if (!same && call.def().custom()) {
                throw Statuses.plain(
                        500,
                        "failed to convert new object (" + call.namespace() + "/" + call.name() + "; " + API_VERSION
                                + ", Kind=Scale) to proper version: request to convert CR to an invalid group/version: "
                                + API_VERSION);
            }
            if (replicas.isMissingNode()) {
                Json.objectAt(applied, "spec").set("replicas", Json.number(0));
            }
            return applied;
        });
        return Outcome.object(200, scale(outcome.document(), paths));
    }
}
