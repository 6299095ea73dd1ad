package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.EventLog;
import dev.ocpv.testkit.server.store.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Starts watches. */
final class Watches {
    private static final int SHORTEST_MINUTES = 30;

    private final Backend backend;
    private final Random random = new Random();

    Watches(Backend backend) {
        this.backend = backend;
    }

    WatchCursor watch(Call call, WatchFormat format) {
        Query query = call.query();
        ListScope scope = ListScope.of(call, backend.minor(), this::check);
        long seconds = ListOptions.number(query, "timeoutSeconds");
        String version = query.get("resourceVersion");
        long asked = version.isEmpty() ? 0 : parse(version);
        long revision = asked < 0 ? Long.MAX_VALUE : asked;
        EventLog log = backend.store().log(call.def().storage());
        WatchCursor cursor = start(call, scope, format, log, revision, version.isEmpty() || revision == 0);
        int lasts = seconds > 0
                ? (int) Math.min(seconds, 86_400)
                : SHORTEST_MINUTES * 60 + random.nextInt(SHORTEST_MINUTES * 60);
        cursor.timeout(Duration.ofSeconds(lasts));
        if (query.flag("allowWatchBookmarks")) {
            cursor.bookmarks();
        }
        return cursor;
    }

    /** Refuses parameters that are no good for any resource. */
    void checkParameters(Call call) {
        ListScope.read(call, backend.minor(), this::check);
    }

    private WatchCursor start(
            Call call, ListScope scope, WatchFormat format, EventLog log, long revision, boolean fromState) {
        boolean initialEvents = call.query().flag("sendInitialEvents");
        boolean wantsNone = call.query().has("sendInitialEvents") && !initialEvents;
        if (initialEvents || (fromState && !wantsNone)) {
            Event position = log.last();
            Snapshot snapshot = backend.store().current();
            WatchCursor cursor = new WatchCursor(backend, call, scope, format, log, position);
            String prefix = scope.namespace().isEmpty() ? "" : scope.namespace() + "/";
            boolean bookmark = initialEvents && call.query().flag("allowWatchBookmarks");
            if (Long.compareUnsigned(revision, snapshot.revision()) > 0) {
                cursor.endWith(Lists.tooLarge(revision, snapshot.revision()));
                return cursor;
            }
            cursor.startWith(snapshot.from(call.def().storage(), prefix), snapshot.revision(), bookmark);
            return cursor;
        }
        long from = wantsNone && fromState ? backend.store().current().revision() : revision;
        Event position = log.after(from);
        if (position == null) {
            WatchCursor cursor = new WatchCursor(backend, call, scope, format, log, log.last());
            cursor.endWith(new StatusException(
                    410, "Expired", "too old resource version: " + from + " (" + log.forgotten() + ")", null));
            return cursor;
        }
        WatchCursor cursor = new WatchCursor(backend, call, scope, format, log, position);
        cursor.silentUntil(from);
        return cursor;
    }

    /** Lists by watching came with Kubernetes 1.32, went with 1.33 and came back. */
    private boolean hasWatchList() {
        return backend.minor() == 32 || backend.minor() >= 34;
    }

    /** {@return whether a watch begins with the objects that there are though nothing was said of them} */
    private boolean isListedBefore(Query query) {
        String version = query.get("resourceVersion");
        return hasWatchList() && !query.has("sendInitialEvents") && (version.isEmpty() || version.equals("0"));
    }

    static long parse(String version) {
        try {
            return Versions.parse(version);
        } catch (StatusException e) {
            throw Statuses.plain(500, "resourceVersion: Invalid value: " + GoText.quote(version) + ": " + e.words());
        }
    }

    private void check(Query query) {
        if (!query.flag("watch")) {
            // The older path of a watch says so in the path only, and its parameters are taken for those of a list.
            ListOptions.checkMatch(query, backend.minor());
            return;
        }
        FieldErrors errors = new FieldErrors(backend.minor());
        String match = query.get("resourceVersionMatch");
        boolean initialEvents = query.has("sendInitialEvents");
        if (initialEvents) {
            if (match.isEmpty() || !match.equals("NotOlderThan")) {
                errors.forbidden(
                        "resourceVersionMatch",
                        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
            }
            if (!hasWatchList()) {
                errors.forbidden(
                        "sendInitialEvents",
                        "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
            }
        } else if (!match.isEmpty()) {
            errors.forbidden(
                    "resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        if (!match.isEmpty() && !match.equals("NotOlderThan")) {
            errors.notSupported("resourceVersionMatch", Json.text(match), List.of("NotOlderThan"));
        }
        if ((!match.isEmpty() || isListedBefore(query))
                && !query.get("continue").isEmpty()) {
            errors.forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        }
        ListOptions.refuse(errors);
    }
}
