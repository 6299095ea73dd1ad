package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ocpv.testkit.server.smd.Managed.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries who owns the wanted replicas from an object to its scale and back. */
public final class ScaleOwners {
    private static final String SCALE_VERSION = "autoscaling/v1";
    private static final List<PathElement> IN_SCALE = path(List.of("spec", "replicas"));

    private final String apiVersion;
    private final Map<String, List<String>> paths;
    private final Remembered remembered = new Remembered();

    /**
     * For the scale of an object.
     *
     * @param apiVersion the version through which the scale is written
     * @param paths where each version of the object keeps the wanted replicas; an empty path where it has no scale
     */
    public ScaleOwners(String apiVersion, Map<String, List<String>> paths) {
        this.apiVersion = apiVersion;
        this.paths = Map.copyOf(paths);
    }

    private static List<PathElement> path(List<String> names) {
        var path = new ArrayList<PathElement>();
        names.forEach(name -> path.add(new PathElement.Field(name)));
        return path;
    }

    private static PathSet only(List<PathElement> path) {
        var set = new PathSet();
        set.insert(path);
        return set;
    }

    private Managed decode(JsonNode entries) {
        try {
            return Managed.decode(entries, remembered);
        } catch (MalformedFieldsException e) {
            throw new TypingException(String.valueOf(e.getMessage()));
        }
    }

    /** {@return the managedFields of the scale of an object that has these} */
    public @Nullable ArrayNode toScale(JsonNode entries) {
        var managed = decode(entries);
        var scale = new Managed(remembered);
        managed.owners.forEach((id, owned) -> {
            var path = paths.get(owned.apiVersion());
            if (path != null && owned.set().has(path(path))) {
                scale.owners.put(id, new Owned(only(IN_SCALE), SCALE_VERSION, owned.applied()));
                keepTime(managed, scale, id);
            }
        });
        return scale.encode();
    }

    private static void keepTime(Managed from, Managed to, ManagerId id) {
        var time = from.times.get(id);
        if (time != null) {
            to.times.put(id, time);
        }
    }

    /** {@return the managedFields of an object that has these, after its scale has got those} */
    public @Nullable ArrayNode toParent(JsonNode entries, JsonNode scaleEntries) {
        var before = decode(entries);
        var scale = decode(scaleEntries);
        var after = new Managed(remembered);
        before.owners.forEach((id, owned) -> {
            var names = paths.get(owned.apiVersion());
            if (names == null) {
                return;
            }
            var path = path(names);
            var kept = owned.set();
            if (kept.has(path) && scale.owners.remove(id) == null) {
                kept = kept.difference(only(path));
            }
            if (!kept.isEmpty()) {
                after.owners.put(id, owned.with(kept));
                keepTime(before, after, id);
            }
        });
        var path = path(paths.getOrDefault(apiVersion, List.of()));
        scale.owners.forEach((id, owned) -> {
            if (owned.set().has(IN_SCALE)) {
                after.owners.put(id, new Owned(only(path), apiVersion, owned.applied()));
                keepTime(before, after, id);
            }
        });
        return after.encode();
    }
}
