package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.Numbers;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps {@code metadata.managedFields} and merges applied configurations, for one kind at one endpoint. */
public final class FieldManager {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final PathSet STRIPPED = PathSet.ofFields(
            "apiVersion",
            "kind",
            "metadata",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.selfLink",
            "metadata.uid",
            "metadata.clusterName",
            "metadata.generation",
            "metadata.managedFields",
            "metadata.resourceVersion");

    private final Target target;
    private final ObjectNode blank;
    private final Remembered remembered = new Remembered();
    private final Shapes shapes;
    private final Updater updater;

    /**
     * What is written to.
     *
     * @param subresource empty for the object itself
     * @param reset what this endpoint does not store and whose ownership it therefore does not record
     */
    public record Target(
            String apiVersion, String kind, String subresource, PathSet reset, VersionConverter versions) {}

    /**
     * For one kind at one endpoint.
     *
     * @param blank a new object of the kind that nobody has written to yet
     */
    public FieldManager(Target target, ObjectNode blank) {
        this.target = target;
        this.blank = blank;
        shapes = new Shapes(blank);
        updater = new Updater(target, remembered);
    }

    /**
     * Records who wrote what with anything but an apply.
     *
     * @param live what was stored, absent on create
     * @param next what is going to be stored; not changed
     * @param now the time as objects carry it
     * @return a copy of {@code next} with managedFields
     */
    public ObjectNode update(@Nullable ObjectNode live, ObjectNode next, String manager, String now) {
        var before = live == null ? blank : live;
        Managed managed;
        if (target.subresource.isEmpty()) {
            managed = decodeLiveOrNew(before, next);
        } else {
            managed = decodeOrEmpty(entries(before));
        }
        var after = withManagedFields(next, null);
        if (managed.isEmpty() && !before.path("metadata").path("uid").asText().isEmpty()) {
            return after;
        }
        try {
            checkKind(after);
            track(withManagedFields(before, null), after, managed, manager, now);
        } catch (TypingException e) {
            return after;
        }
        return withManagedFields(after, managed);
    }

    /** What says to be something else, as /status lets it, cannot be compared. */
    private void checkKind(ObjectNode object) {
        var apiVersion = text(object.path("apiVersion"));
        boolean known = apiVersion.equals(target.apiVersion)
                || target.versions().schema(apiVersion).isPresent();
        if (!known || !text(object.path("kind")).equals(target.kind)) {
            throw new TypingException(
                    "no corresponding type for " + groupVersionKind(apiVersion, text(object.path("kind"))));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the object that nobody has written to is one
    private void track(ObjectNode before, ObjectNode after, Managed managed, String manager, String now) {
        var written = managed.isEmpty() && before == blank ? created(after) : changed(before, after, managed);
        if (written != null) {
            var id = ManagerId.of(nameOf(manager), false, target.apiVersion, target.subresource);
            var previous = managed.owners.get(id);
            var set = previous == null ? written : written.union(previous.set());
            managed.owners.put(id, new Managed.Owned(set, target.apiVersion, false));
            managed.times.put(id, now);
        }
        managed.cap();
    }

    private @Nullable PathSet created(ObjectNode object) {
        var known = shapes.owned(object);
        if (known != null) {
            return known;
        }
        var written = changed(blank, object, new Managed(remembered));
        if (written != null) {
            shapes.remember(object, written);
        }
        return written;
    }

    /** {@return what the change wrote, if anything; it is taken from its former owners} */
    private @Nullable PathSet changed(ObjectNode before, ObjectNode after, Managed managed) {
        var self = ManagerId.of("current-operation", false, "", "");
        updater.update(before, after, managed, self);
        strip(managed, self);
        var written = managed.owners.remove(self);
        return written == null ? null : written.set();
    }

    /**
     * What an apply comes to.
     *
     * @param changed whether the result differs from what is stored in more than managedFields
     */
    public record Applied(ObjectNode object, boolean changed) {}

    /**
     * Server-side apply. Throws {@link ConflictException} when others own what would change and force is not set,
     * {@link TypingException} when something does not fit the schema, {@link ApplyRejectedException} when the
     * configuration is not acceptable at this endpoint.
     *
     * @param live what is stored; for an object that does not exist its apiVersion and kind alone
     * @param now the time as objects carry it
     * @return the merged object, not yet pruned, defaulted or validated; inputs are not changed
     */
    public Applied apply(ObjectNode live, ObjectNode config, String manager, boolean force, String now) {
        checkConfig(config);
        var result = applyUpgrading(live, config, manager, force, now);
        if (manager.equals("kubectl") && hasLastApplied(result.object)) {
            return new Applied(LastApplied.refresh(result.object, config, LAST_APPLIED), result.changed);
        }
        return result;
    }

    private void checkConfig(ObjectNode config) {
        var apiVersion = text(config.path("apiVersion"));
        var kind = text(config.path("kind"));
        if (!apiVersion.equals(target.apiVersion) || !kind.equals(target.kind)) {
            throw new ApplyRejectedException("invalid object type: " + groupVersionKind(apiVersion, kind));
        }
    }

    /** {@return a type as Go prints it, for instance {@code apps/v1, Kind=Deployment}} */
    public static String groupVersionKind(String apiVersion, String kind) {
        if (apiVersion.indexOf('/') != apiVersion.lastIndexOf('/')) {
            return "/, Kind=";
        }
        var version = apiVersion.isEmpty() ? "/" : apiVersion.indexOf('/') < 0 ? "/" + apiVersion : apiVersion;
        return version + ", Kind=" + kind;
    }

    /** kubectl may take over what client-side apply set and nobody changed since. */
    private Applied applyUpgrading(ObjectNode live, ObjectNode config, String manager, boolean force, String now) {
        try {
            return applyOnce(live, config, manager, force, now);
        } catch (ConflictException e) {
            if (!manager.equals("kubectl")) {
                throw e;
            }
            var allowed = allowedByLastApplied(live);
            if (allowed.isEmpty()) {
                throw e;
            }
            var rest = e.conflicts().stream()
                    .filter(c -> !allowed.get().has(c.path()))
                    .toList();
            if (!rest.isEmpty()) {
                throw new ConflictException(rest);
            }
            return applyOnce(live, config, manager, true, now);
        }
    }

    private Applied applyOnce(ObjectNode live, ObjectNode config, String manager, boolean force, String now) {
        var managed = decode(entries(live));
        var before = withManagedFields(live, null);
        if (managed.isEmpty() && before.path("metadata").hasNonNull("uid")) {
            trackExisting(before, managed, now);
        }
        if (config.path("metadata").path("managedFields").isArray()) {
            throw new ApplyRejectedException("metadata.managedFields must be nil");
        }
        var self = ManagerId.of(nameOf(manager), true, "", target.subresource);
        var merged = updater.apply(before, config, managed, self, force);
        strip(managed, self);
        if (Numbers.sameValue(before, merged)) {
            return new Applied(withManagedFields(before, managed), false);
        }
        managed.times.put(self, now);
        return new Applied(withManagedFields(merged, managed), true);
    }

    private void trackExisting(ObjectNode live, Managed managed, String now) {
        try {
            track(blank, live, managed, "before-first-apply", now);
        } catch (TypingException e) {
            throw new TypingException("failed to create manager for existing fields: " + e.getMessage());
        }
    }

    private Optional<PathSet> allowedByLastApplied(ObjectNode live) {
        var text = live.path("metadata").path("annotations").path(LAST_APPLIED).asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var lastApplied = LastApplied.JSON.readTree(text);
            if (!lastApplied.path("apiVersion").asText().equals(target.apiVersion)) {
                return Optional.empty();
            }
            return Optional.of(updater.unchangedSince(lastApplied, withManagedFields(live, null)));
        } catch (JsonProcessingException | TypingException e) {
            return Optional.empty();
        }
    }

    private static boolean hasLastApplied(ObjectNode object) {
        return !object.path("metadata")
                .path("annotations")
                .path(LAST_APPLIED)
                .asText("")
                .isEmpty();
    }

    /** {@return the object with the times of the live one when they are all that differs} A write that is none. */
    public static ObjectNode keepTimesIfUnchanged(ObjectNode live, ObjectNode next) {
        var before = entries(live);
        var after = entries(next);
        if (before.size() != after.size() || after.isEmpty()) {
            return next;
        }
        for (int i = 0; i < after.size(); i++) {
            if (!sameButForTime(before.get(i), after.get(i))) {
                return next;
            }
        }
        var stripped = withManagedFields(next, null);
        if (!Numbers.sameValue(withManagedFields(live, null), stripped)) {
            return next;
        }
        stripped.withObject("metadata").set("managedFields", before);
        return stripped;
    }

    private static boolean sameButForTime(JsonNode a, JsonNode b) {
        var left = Json.shallow((ObjectNode) a);
        var right = Json.shallow((ObjectNode) b);
        left.remove("time");
        right.remove("time");
        return Numbers.sameValue(left, right);
    }

    private Managed decodeLiveOrNew(ObjectNode live, ObjectNode next) {
        var given = entries(next);
        if (given.size() == 1 && given.get(0).isEmpty()) {
            return new Managed(remembered);
        }
        try {
            var managed = Managed.decode(given, remembered);
            if (!managed.isEmpty()) {
                return managed;
            }
        } catch (MalformedFieldsException e) {
            return decodeOrEmpty(entries(live));
        }
        return decodeOrEmpty(entries(live));
    }

    private Managed decodeOrEmpty(JsonNode entries) {
        try {
            return Managed.decode(entries, remembered);
        } catch (MalformedFieldsException e) {
            return new Managed(remembered);
        }
    }

    private Managed decode(JsonNode entries) {
        try {
            return Managed.decode(entries, remembered);
        } catch (MalformedFieldsException e) {
            throw new TypingException("failed to decode managed fields: " + e.getMessage());
        }
    }

    private static JsonNode entries(ObjectNode object) {
        return object.path("metadata").path("managedFields");
    }

    private static String nameOf(String manager) {
        return manager.isEmpty() ? "unknown" : manager;
    }

    private static void strip(Managed managed, ManagerId id) {
        var owned = managed.owners.get(id);
        if (owned != null) {
            var rest = owned.set().difference(STRIPPED);
            if (rest.isEmpty()) {
                managed.owners.remove(id);
            } else {
                managed.owners.put(id, owned.with(rest));
            }
        }
    }

    private static ObjectNode withManagedFields(ObjectNode object, @Nullable Managed managed) {
        var encoded = managed == null ? null : managed.encode();
        var present = object.path("metadata");
        if (encoded == null && !present.has("managedFields")) {
            return object;
        }
        var copy = Json.object();
        copy.setAll(object);
        var metadata = copy.putObject("metadata");
        if (present.isObject()) {
            metadata.setAll((ObjectNode) present);
        }
        metadata.remove("managedFields");
        if (encoded != null) {
            metadata.set("managedFields", encoded);
        }
        return copy;
    }

    /** {@return names and version of an object as errors print them} */
    public static String described(JsonNode object) {
        var parts = new ArrayList<String>();
        parts.add(text(object.path("metadata").path("namespace")) + "/"
                + text(object.path("metadata").path("name")));
        parts.add(groupVersionKind(text(object.path("apiVersion")), text(object.path("kind"))));
        return String.join("; ", parts);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }
}
