package dev.ocpv.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What should be stored, and what should have happened, in plain maps and lists. */
final class Model {
    private static final int REMEMBERED = 200;

    final TreeMap<String, Thing> things = new TreeMap<>();
    final List<Change> changes = new ArrayList<>();
    private final Map<Long, TreeMap<String, Thing>> past = new TreeMap<>();
    long revision;

    /** An object: the values of its fields, and its version. */
    record Thing(
            String name,
            @Nullable String value,
            @Nullable String applied,
            @Nullable String label,
            boolean held,
            boolean going,
            long version) {
        Thing with(@Nullable String newValue, @Nullable String newLabel, boolean newHeld) {
            return new Thing(name, newValue, applied, newLabel, newHeld, going, version);
        }

        Thing withApplied(String newApplied) {
            return new Thing(name, value, newApplied, label, held, going, version);
        }

        Thing leaving() {
            return new Thing(name, value, applied, label, held, true, version);
        }

        Thing at(long newVersion) {
            return new Thing(name, value, applied, label, held, going, newVersion);
        }
    }

    /** Something that was stored: the state before and after, of which one may be absent. */
    record Change(
            long version, @Nullable Thing before, @Nullable Thing after) {}

    Model(long revision) {
        this.revision = revision;
        past.put(revision, new TreeMap<>());
    }

    /** {@return the new version of what was written; what did not change was not written} */
    long write(Thing next) {
        Thing before = things.get(next.name());
        if (before != null && before.equals(next.at(before.version()))) {
            return before.version();
        }
        if (before != null && next.going() && !next.held()) {
            remove(before);
            return revision;
        }
        revision++;
        Thing stored = next.at(revision);
        things.put(next.name(), stored);
        remember(new Change(revision, before, stored));
        return revision;
    }

    void remove(Thing thing) {
        revision++;
        things.remove(thing.name());
        remember(new Change(revision, thing, null));
    }

    private void remember(Change change) {
        changes.add(change);
        past.put(change.version(), new TreeMap<>(things));
        if (past.size() > REMEMBERED) {
            past.remove(oldest());
        }
    }

    long oldest() {
        return past.keySet().iterator().next();
    }

    List<String> list(long version, Predicate<Thing> selector) {
        return past.getOrDefault(version, new TreeMap<>()).values().stream()
                .filter(selector)
                .map(thing -> thing.name() + "@" + thing.version())
                .toList();
    }

    /** {@return what a watch that starts at a version sees} */
    List<String> events(long from, Predicate<Thing> selector) {
        List<String> events = new ArrayList<>();
        int first = changes.size();
        while (first > 0 && changes.get(first - 1).version() > from) {
            first--;
        }
        for (Change change : changes.subList(first, changes.size())) {
            Thing before = change.before();
            Thing after = change.after();
            boolean was = before != null && selector.test(before);
            boolean is = after != null && selector.test(after);
            String name = (after == null ? java.util.Objects.requireNonNull(before) : after).name();
            if (was || is) {
                events.add((was ? is ? "MODIFIED " : "DELETED " : "ADDED ") + name + "@" + change.version());
            }
        }
        return events;
    }
}
