package dev.ocpv.testkit.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fault that was ordered; it counts the requests that it met. */
public final class FaultRule {
    private final Faults owner;
    private final Order order;
    private final Fault before;
    private final Function<ApiRequest, @Nullable ApiResponse> instead;
    final AtomicInteger seen = new AtomicInteger();

    /** Which requests, how many of them pass before it begins, and how many are met. */
    record Order(Predicate<ApiRequest> requests, int passing, int times) {}

    FaultRule(Faults owner, Order order, Fault before, Function<ApiRequest, @Nullable ApiResponse> instead) {
        this.owner = owner;
        this.order = order;
        this.before = before;
        this.instead = instead;
    }

    /** {@return whether this request is met, counting it} */
    boolean meets(ApiRequest request) {
        if (!order.requests.test(request)) {
            return false;
        }
        int before = seen.getAndIncrement();
        return before >= order.passing && before - order.passing < order.times;
    }

    /** {@return the answer without asking the server, or null} */
    @Nullable
    ApiResponse intercept(ApiRequest request) {
        return before.intercept(request);
    }

    /** {@return the answer that takes the place of the server's, or null} */
    @Nullable
    ApiResponse replace(ApiRequest request) {
        return instead.apply(request);
    }

    /** {@return how many requests it has met} */
    public int hits() {
        return Math.max(0, Math.min(seen.get() - order.passing, order.times));
    }

    /** Lets requests pass again. */
    public void end() {
        owner.remove(this);
    }
}
