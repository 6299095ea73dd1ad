package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.EventStream;
import org.jspecify.annotations.Nullable;

/** Pieces of an answer, pulled on demand. */
interface Pull {
    /** {@return the next piece, or null when there is none now} */
    byte @Nullable [] next();

    /** {@return whether there will be no more} */
    boolean ended();

    /** Calls the runnable when there may be something to pull. */
    void onAvailable(Runnable signal);

    /** Lets go. */
    void close();

    /** {@return one piece} */
    static Pull of(byte[] body) {
        return new Pull() {
            private byte @Nullable [] rest = body.length == 0 ? null : body;

            @Override
            public byte @Nullable [] next() {
                byte[] piece = rest;
                rest = null;
                return piece;
            }

            @Override
            public boolean ended() {
                return rest == null;
            }

            @Override
            public void onAvailable(Runnable signal) {}

            @Override
            public void close() {}
        };
    }

    /** {@return the events of a watch} */
    static Pull of(EventStream events) {
        return new Pull() {
            @Override
            public byte @Nullable [] next() {
                return events.next();
            }

            @Override
            public boolean ended() {
                return events.ended();
            }

            @Override
            public void onAvailable(Runnable signal) {
                events.onAvailable(signal);
            }

            @Override
            public void close() {
                events.close();
            }
        };
    }
}
