package dev.ocpv.testkit.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** A clock that moves only when told to, and runs what is due on the way. */
public final class VirtualClock extends Clock {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final ZoneId zone;
    private volatile Instant now;
    private long sequence;

    private VirtualClock(Instant start, ZoneId zone) {
        this.now = start;
        this.zone = zone;
    }

    /** {@return a clock that shows this moment until it is advanced} */
    public static VirtualClock startingAt(Instant start) {
        return new VirtualClock(start, ZoneOffset.UTC);
    }

    /** {@return a clock that shows the real time of now until it is advanced} */
    public static VirtualClock startingNow() {
        return startingAt(Instant.now());
    }

    /** Moves on, running what is due in order, each at its own time, on this thread. */
    public void advance(Duration by) {
        advanceTo(now.plus(by));
    }

    /** Moves on to a moment; one that is past changes nothing. */
    public void advanceTo(Instant until) {
        while (true) {
            Task task;
            synchronized (tasks) {
                task = tasks.peek();
                if (task == null || task.due.isAfter(until)) {
                    if (now.isBefore(until)) {
                        now = until;
                    }
                    return;
                }
                tasks.poll();
                if (now.isBefore(task.due)) {
                    now = task.due;
                }
            }
            task.run.run();
        }
    }

    /**
     * Runs something when the clock has moved that far.
     *
     * @return what cancels it
     */
    public Runnable schedule(Duration delay, Runnable run) {
        synchronized (tasks) {
            Task task = new Task(now.plus(delay), sequence++, run);
            tasks.add(task);
            return () -> {
                synchronized (tasks) {
                    tasks.remove(task);
                }
            };
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.fixed(now, other);
    }

    private record Task(Instant due, long order, Runnable run) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
