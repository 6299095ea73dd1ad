package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.WatchCursor;
import org.jspecify.annotations.Nullable;

/** The events of a watch; the reader pulls them at its own pace, one reader at a time. */
public final class EventStream implements AutoCloseable {
    private final WatchCursor cursor;
    private final Runnable onClose;

    EventStream(WatchCursor cursor, Runnable onClose) {
        this.cursor = cursor;
        this.onClose = onClose;
    }

    /** {@return the next event, a JSON document and a line break, or null when there is none now} */
    public byte @Nullable [] next() {
        return cursor.next();
    }

    /** {@return whether {@link #next()} will have nothing any more} */
    public boolean ended() {
        return cursor.ended();
    }

    /** Calls the runnable, on the thread that writes, when there may be something to pull; it must be quick. */
    public void onAvailable(Runnable signal) {
        cursor.onAvailable(signal);
    }

    @Override
    public void close() {
        cursor.close();
        onClose.run();
    }
}
