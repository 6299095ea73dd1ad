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
        long seconds = Lists.number(query, "timeoutSeconds");
        Lists.number(query, "limit");
        Lists.Scope scope = Lists.Scope.of(call, backend.minor());
        check(query);
        String version = query.get("resourceVersion");
        long revision = version.isEmpty() ? 0 : parse(version);
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

    private WatchCursor start(
            Call call, Lists.Scope scope, WatchFormat format, EventLog log, long revision, boolean fromState) {
        boolean initialEvents = call.query().flag("sendInitialEvents");
        boolean wantsNone = call.query().has("sendInitialEvents") && !initialEvents;
        if (initialEvents || (fromState && !wantsNone)) {
            Event position = log.last();
            Snapshot snapshot = backend.store().current();
            WatchCursor cursor = new WatchCursor(backend, call, scope, format, log, position);
            String prefix = scope.namespace().isEmpty() ? "" : scope.namespace() + "/";
            boolean bookmark = initialEvents && call.query().flag("allowWatchBookmarks");
            if (revision > snapshot.revision()) {
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

    static long parse(String version) {
        try {
            return Versions.parse(version);
        } catch (StatusException e) {
            throw Statuses.plain(500, "resourceVersion: Invalid value: " + GoText.quote(version) + ": " + e.words());
        }
    }

    private void check(Query query) {
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
        Lists.refuse(errors);
    }
}
