package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Snapshot;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists objects: selectors, pages, and which revision is shown. */
final class Lists {
    private final Backend backend;

    Lists(Backend backend) {
        this.backend = backend;
    }

    Page list(Call call) {
        return list(call, scope(call), ListOptions.of(call, backend.minor()));
    }

    /** {@return what a call asks for; parameters that are no good are refused} */
    ListScope scope(Call call) {
        return ListScope.of(call, backend.minor(), this::check);
    }

    /** Refuses parameters that are no good for any resource. */
    void checkParameters(Call call) {
        ListScope.read(call, backend.minor(), this::check);
    }

    private void check(Query query) {
        ListOptions.checkMatch(query, backend.minor());
    }

    /** {@return the objects that are to be deleted} */
    Page ofDeletion(Call call, ListScope scope) {
        return list(call, scope, ListOptions.ofDeletion(call, backend.minor()));
    }

    private Page list(Call call, ListScope scope, ListOptions options) {
        return page(call, scope, options, snapshot(options));
    }

    private Snapshot snapshot(ListOptions options) {
        Snapshot now = backend.store().current();
        if (options.token() != null) {
            Continue token = options.token();
            if (token.revision() < 0) {
                return now;
            }
            Snapshot then = backend.store().at(token.revision());
            if (then == null) {
                throw expiredPages(token);
            }
            return then;
        }
        if (Long.compareUnsigned(options.version(), now.revision()) > 0) {
            throw tooLarge(options.version(), now.revision());
        }
        if (options.exact()) {
            Snapshot then = backend.store().at(options.version());
            if (then == null) {
                throw new StatusException(
                        410, "Expired", "The resourceVersion for the provided list is too old.", null);
            }
            return then.revision() == options.version() ? then : then.labelled(options.version());
        }
        return now;
    }

    static StatusException tooLarge(long asked, long current) {
        return new StatusException(
                        504,
                        "Timeout",
                        "Timeout: Too large resource version: " + Long.toUnsignedString(asked) + ", current: "
                                + current,
                        StatusException.details(
                                "",
                                "",
                                "",
                                List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", ""))))
                .retryAfter(1);
    }

    private static StatusException expiredPages(Continue token) {
        return new StatusException(
                        410,
                        "Expired",
                        "The provided continue parameter is too old to display a consistent list result. You can start"
                                + " a new list without the continue parameter, or use the continue token in this"
                                + " response to retrieve the remainder of the results. Continuing with the provided"
                                + " token results in an inconsistent list - objects that were created, modified, or"
                                + " deleted between the time the first chunk was returned and now may show up in the"
                                + " list.",
                        null)
                .continueWith(new Continue(-1, token.start()).encoded());
    }

    private Page page(Call call, ListScope scope, ListOptions options, Snapshot snapshot) {
        if (!scope.name().isEmpty()
                && options.token() == null
                && (!scope.namespace().isEmpty() || !call.def().namespaced())) {
            return single(call, scope, snapshot);
        }
        String prefix = scope.namespace().isEmpty() ? "" : scope.namespace() + "/";
        String start = prefix + (options.token() == null ? "" : options.token().start());
        Iterator<Entry> entries = candidates(call, scope, snapshot, start);
        List<Entry> found = new ArrayList<>();
        Entry last = null;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!prefix.isEmpty() && !entry.namespace().equals(scope.namespace())) {
                break;
            }
            if (options.limit() > 0 && found.size() == options.limit() && last != null) {
                return cut(scope, snapshot, found, last, prefix, entries);
            }
            if (scope.matches(call, entry)) {
                found.add(entry);
                last = entry;
            } else if (found.size() < options.limit() || options.limit() <= 0) {
                last = entry;
            }
        }
        if (last != null
                && options.limit() > 0
                && options.limit() == found.size()
                && hasMore(call, snapshot, prefix, last)) {
            return cut(scope, snapshot, found, last, prefix, entries);
        }
        return new Page(snapshot.revision(), found, "", -1);
    }

    /** {@return whether objects come after the last one, fitting or not} */
    private static boolean hasMore(Call call, Snapshot snapshot, String prefix, Entry last) {
        Iterator<Entry> rest = snapshot.from(call.def().storage(), prefix + after(last, prefix));
        return rest.hasNext() && (prefix.isEmpty() || prefix.equals(rest.next().namespace() + "/"));
    }

    /** {@return the list of an object whose key is known, which is never cut} */
    private static Page single(Call call, ListScope scope, Snapshot snapshot) {
        Entry entry = snapshot.get(call.def().storage(), scope.namespace(), scope.name());
        boolean fits = entry != null && scope.matches(call, entry);
        return new Page(snapshot.revision(), fits ? List.of(entry) : List.of(), "", -1);
    }

    /** {@return what may fit, in key order: by the index where there is one, or else everything} */
    private Iterator<Entry> candidates(Call call, ListScope scope, Snapshot snapshot, String start) {
        Store.@Nullable Label label = scope.labels().needed();
        Iterator<Entry> labelled = label == null
                ? null
                : backend.store().labelled(snapshot, call.def().storage(), label, start);
        return labelled == null ? snapshot.from(call.def().storage(), start) : labelled;
    }

    private static Page cut(
            ListScope scope, Snapshot snapshot, List<Entry> found, Entry last, String prefix, Iterator<Entry> rest) {
        long remaining = -1;
        if (scope.labels().isEverything() && scope.fields().isEverything()) {
            remaining = 1;
            while (rest.hasNext()) {
                Entry entry = rest.next();
                if (!prefix.isEmpty() && !prefix.equals(entry.namespace() + "/")) {
                    break;
                }
                remaining++;
            }
        }
        String token = new Continue(snapshot.revision(), after(last, prefix)).encoded();
        return new Page(snapshot.revision(), found, token, remaining);
    }

    /** {@return the first key behind that of an object, without the prefix that all keys of the list have} */
    private static String after(Entry last, String prefix) {
        boolean plain = last.namespace().isEmpty() || !prefix.isEmpty();
        return (plain ? "" : last.namespace() + "/") + last.name() + "\0";
    }
}
