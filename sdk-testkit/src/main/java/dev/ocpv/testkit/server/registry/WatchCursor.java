package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.EventLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A watch: a place in the changes of one resource, from which the reader pulls events when it likes. */
public final class WatchCursor {
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);

    /** The minor from which on an absent time of creation is left out. */
    private static final int WITHOUT_EMPTY_TIMES = 34;

    private final Backend backend;
    private final Call call;
    private final ListScope scope;
    private final WatchFormat format;
    private final EventLog log;
    private final long epoch;
    private final Deque<byte[]> due = new ArrayDeque<>();
    private @Nullable Iterator<Entry> initial;
    private boolean markEndOfInitial;
    private Event position;
    private long seen;
    private long silentUntil;
    private volatile boolean bookmarkDue;
    private volatile boolean ended;
    private volatile boolean expired;
    private volatile boolean failed;
    private volatile boolean closed;
    private volatile Runnable signal = () -> {};
    private final Runnable onChange = this::changed;
    private volatile @Nullable Runnable cancelTimeout;
    private volatile @Nullable Runnable cancelBookmark;

    WatchCursor(Backend backend, Call call, ListScope scope, WatchFormat format, EventLog log, Event position) {
        this.backend = backend;
        this.call = call;
        this.scope = scope;
        this.format = format;
        this.log = log;
        this.position = position;
        this.seen = position.revision();
        this.epoch = backend.store().epoch();
        log.subscribe(onChange);
    }

    private void changed() {
        signal.run();
    }

    void startWith(Iterator<Entry> entries, long revision, boolean bookmark) {
        initial = entries;
        markEndOfInitial = bookmark;
        seen = revision;
    }

    void silentUntil(long revision) {
        silentUntil = revision;
    }

    void endWith(StatusException status) {
        due.add(format.event("ERROR", JsonWriter.bytes(format.status(status))));
        failed = true;
        ended = true;
        signal.run();
    }

    void timeout(Duration within) {
        cancelTimeout = backend.timer().schedule(within, () -> {
            ended = true;
            signal.run();
        });
    }

    void bookmarks() {
        cancelBookmark = backend.timer().schedule(BOOKMARK_EVERY, () -> {
            bookmarkDue = true;
            signal.run();
            if (!closed) {
                bookmarks();
            }
        });
    }

    /** Calls the runnable, on any thread, when {@link #next()} may have something new. */
    public void onAvailable(Runnable runnable) {
        signal = runnable;
    }

    /** {@return the next event as bytes, or null when there is none now} */
    public byte @Nullable [] next() {
        try {
            return pulled();
        } catch (StatusException e) {
            endWith(e); // An object that cannot be shown, because nobody brings it into the version that is watched.
            return due.poll();
        } catch (UnshowableException e) {
            initial = null;
            failed = true;
            ended = true;
            return null;
        }
    }

    private byte @Nullable [] pulled() {
        if (closed) {
            return null;
        }
        byte[] waiting = due.poll();
        if (waiting != null) {
            return waiting;
        }
        byte[] first = fromInitial();
        if (first != null) {
            return first;
        }
        if ((expired || backend.store().epoch() != epoch) && !ended) {
            String why = expired ? "too old resource version" : "the state of the server was replaced";
            endWith(new StatusException(410, "Expired", why, null));
            return due.poll();
        }
        if (failed) {
            return null;
        }
        for (Event event = position.next(); event != null; event = position.next()) {
            position = event;
            byte[] bytes = event.revision() <= seen || event.revision() <= silentUntil ? null : bytes(event);
            seen = Math.max(seen, event.revision());
            if (bytes != null) {
                return bytes;
            }
        }
        if (bookmarkDue) {
            bookmarkDue = false;
            return bookmark(false);
        }
        return null;
    }

    private byte @Nullable [] fromInitial() {
        Iterator<Entry> entries = initial;
        while (entries != null && entries.hasNext()) {
            Entry entry = entries.next();
            if (scope.matches(call, entry)) {
                return format.event("ADDED", format.object(call, entry));
            }
        }
        initial = null;
        if (markEndOfInitial) {
            markEndOfInitial = false;
            return bookmark(true);
        }
        return null;
    }

    private byte[] bookmark(boolean endOfInitial) {
        ObjectNode object = Json.object();
        object.put("kind", call.def().kind()).put("apiVersion", call.def().apiVersion());
        ObjectNode metadata = object.putObject("metadata");
        long revision = Math.max(seen, backend.store().current().revision());
        metadata.put("resourceVersion", Long.toString(endOfInitial ? seen : revision));
        if (!call.def().custom() && backend.minor() < WITHOUT_EMPTY_TIMES) {
            metadata.putNull("creationTimestamp");
        }
        if (endOfInitial) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return format.event("BOOKMARK", format.tree(call, call.strategy().emptyLike(object)));
    }

    private byte @Nullable [] bytes(Event event) {
        Entry before = event.before();
        boolean was = before != null && scope.matches(call, before);
        boolean is = event.type() != Event.Type.DELETED && scope.matches(call, event.after());
        if (!was && !is) {
            return null;
        }
        if (was && is) {
            return shared(event, "MODIFIED", event.after());
        }
        if (is) {
            return shared(event, "ADDED", event.after());
        }
        if (event.type() == Event.Type.DELETED || before == null) {
            return shared(event, "DELETED", event.after());
        }
        ObjectNode last = Json.withOwnMetadata(before.object());
        Json.objectAt(last, "metadata").put("resourceVersion", Long.toString(event.revision()));
        return event.bytes(format.name(call) + "<DELETED", () -> format.event("DELETED", format.tree(call, last)));
    }

    private byte[] shared(Event event, String type, Entry entry) {
        if (format.hasState()) {
            return format.event(type, format.object(call, entry));
        }
        return event.bytes(format.name(call) + type, () -> format.event(type, format.object(call, entry)));
    }

    /** {@return whether nothing will come any more; what {@link #next()} still has comes first} */
    public boolean ended() {
        return closed || (ended && due.isEmpty() && initial == null);
    }

    /** Ends the watch. */
    public void close() {
        closed = true;
        log.unsubscribe(onChange);
        for (Runnable cancel : new @Nullable Runnable[] {cancelTimeout, cancelBookmark}) {
            if (cancel != null) {
                cancel.run();
            }
        }
    }

    /** Ends the watch with the news that its place is too old. */
    public void expire() {
        expired = true;
        signal.run();
    }

    /** Ends the watch as a broken connection would. */
    public void drop() {
        ended = true;
        signal.run();
    }
}
