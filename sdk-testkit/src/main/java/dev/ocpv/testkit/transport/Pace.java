package dev.ocpv.testkit.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How soon the watches of a door may send again. Each message takes the time of the door for a while. When few are sent, each watch hears at
 * once; when all hear of much at the same time, more gathers before each of them hears of the next, since what a message takes, here and at the
 * client, is for the most part the same for one event and for ten.
 */
final class Pace {
    private static final long MESSAGE_NANOS = 200_000;
    private static final long LONGEST_NANOS = 20_000_000;

    private final AtomicLong free = new AtomicLong(System.nanoTime());

    /** {@return for how many nanoseconds a watch that has just sent a message is to let more gather} */
    long pause() {
        long now = System.nanoTime();
        long taken = free.getAndUpdate(until -> now + Math.min(Math.max(until - now, 0) + MESSAGE_NANOS, LONGEST_NANOS))
                - now;
        return Math.max(taken, 0);
    }
}
