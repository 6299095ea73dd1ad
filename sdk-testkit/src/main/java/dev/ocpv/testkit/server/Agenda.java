package dev.ocpv.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server's own controllers are going to do later; it belongs to the state of the server. */
final class Agenda {
    private final VirtualClock clock;
    private final Runnable afterwards;
    private final Map<Item, Runnable> items = new LinkedHashMap<>();

    Agenda(VirtualClock clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** Not a record: two items are the same only if they are one. */
    private static final class Item {
        final Instant due;
        final Runnable run;

        Item(Instant due, Runnable run) {
            this.due = due;
            this.run = run;
        }
    }

    /** What is left to do, and how long from now. */
    record Plan(Duration delay, Runnable run) {}

    /** {@return what cancels the run} */
    Runnable schedule(Duration delay, Runnable run) {
        Item item = new Item(clock.instant().plus(delay), run);
        synchronized (items) {
            items.put(item, clock.schedule(delay, () -> run(item)));
        }
        return () -> cancel(item);
    }

    private void run(Item item) {
        synchronized (items) {
            if (items.remove(item) == null) {
                return;
            }
        }
        item.run.run();
        afterwards.run();
    }

    private void cancel(Item item) {
        Runnable cancel;
        synchronized (items) {
            cancel = items.remove(item);
        }
        if (cancel != null) {
            cancel.run();
        }
    }

    /** {@return the moment of the last item, or the past where there is none} */
    Instant busyUntil() {
        synchronized (items) {
            return items.keySet().stream()
                    .map(item -> item.due)
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
        }
    }

    List<Plan> plans() {
        Instant now = clock.instant();
        List<Plan> plans = new ArrayList<>();
        synchronized (items) {
            items.keySet().forEach(item -> plans.add(new Plan(Duration.between(now, item.due), item.run)));
        }
        return plans;
    }

    /** Replaces everything; what was half a minute away then is half a minute away now. */
    void restore(List<Plan> plans) {
        List<Item> dropped;
        synchronized (items) {
            dropped = new ArrayList<>(items.keySet());
        }
        dropped.forEach(this::cancel);
        plans.forEach(plan -> schedule(plan.delay, plan.run));
    }
}
