package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests go wrong: {@code server.faults().on(Requests.patches().to("configmaps")).times(2).conflict()}.
 *
 * <p>Rules are asked in the order in which they were added; the first that has an answer gives it.
 */
public final class Faults {
    private final VirtualClock clock;
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

    Faults(VirtualClock clock) {
        this.clock = clock;
    }

    /** {@return the beginning of a rule for these requests; how it goes on says what happens to them} */
    public Ordering on(Predicate<ApiRequest> requests) {
        return new Ordering(new FaultRule.Order(requests, 0, Integer.MAX_VALUE));
    }

    /** Lets all requests pass again. */
    public void clear() {
        rules.clear();
    }

    void remove(FaultRule rule) {
        rules.remove(rule);
    }

    ApiResponse respond(ApiRequest request, Supplier<ApiResponse> server) {
        if (rules.isEmpty()) {
            return server.get();
        }
        List<FaultRule> met = new ArrayList<>();
        for (FaultRule rule : rules) {
            if (rule.meets(request)) {
                ApiResponse answer = rule.intercept(request);
                if (answer != null) {
                    return answer;
                }
                met.add(rule);
            }
        }
        ApiResponse answer = server.get();
        for (FaultRule rule : met) {
            ApiResponse instead = rule.replace(request);
            if (instead != null) {
                EventStream events = answer.events();
                if (events != null) {
                    events.close();
                }
                return instead;
            }
        }
        return answer;
    }

    Map<FaultRule, Integer> state() {
        Map<FaultRule, Integer> state = new LinkedHashMap<>();
        rules.forEach(rule -> state.put(rule, rule.seen.get()));
        return state;
    }

    void restore(Map<FaultRule, Integer> state) {
        rules.clear();
        state.forEach((rule, seen) -> {
            rule.seen.set(seen);
            rules.add(rule);
        });
    }

    /** A rule in the making; nothing happens before its last word. */
    public final class Ordering {
        private final FaultRule.Order order;

        private Ordering(FaultRule.Order order) {
            this.order = order;
        }

        /** Lets that many of the requests pass before it begins. */
        public Ordering after(int passing) {
            return new Ordering(new FaultRule.Order(order.requests(), passing, order.times()));
        }

        /** Meets that many requests and lets all others pass; without it, it meets all. */
        public Ordering times(int count) {
            return new Ordering(new FaultRule.Order(order.requests(), order.passing(), count));
        }

        /** Meets one request. */
        public Ordering once() {
            return times(1);
        }

        /** Refuses with a Status, without asking the server. */
        public FaultRule fail(int code, String reason, String message) {
            return intercepting(request -> ApiServer.failure(code, reason, message));
        }

        /** Says that somebody else wrote in between, as optimistic locking does. */
        public FaultRule conflict() {
            return refusing(request -> {
                RequestInfo info = RequestInfo.parse(request.path());
                return info == null
                        ? Statuses.conflict("", "", "", "the object has been modified")
                        : Statuses.modified(info.group(), info.resource(), info.name());
            });
        }

        /** Says 503, as a server that is starting or overloaded does. */
        public FaultRule unavailable() {
            return fail(503, "ServiceUnavailable", "the server is currently unable to handle the request");
        }

        /** Says 429, and after how many seconds the client may come again. */
        public FaultRule tooManyRequests(int retryAfterSeconds) {
            return refusing(request -> new StatusException(
                            429, "TooManyRequests", "too many requests, please try again later", null)
                    .retryAfter(retryAfterSeconds));
        }

        /** Says 410 to whoever asks for the past. */
        public FaultRule expired() {
            return fail(410, "Expired", "too old resource version");
        }

        /** Lets the server do what it was asked for, and tells the client that it took too long. */
        public FaultRule loseAnswer() {
            return add(new FaultRule(
                    Faults.this,
                    order,
                    request -> null,
                    request ->
                            ApiServer.failure(504, "Timeout", "request did not complete within the allotted timeout")));
        }

        /** Moves the clock that far before the server looks at the request; what is due meanwhile happens. */
        public FaultRule delay(Duration by) {
            return intercepting(request -> {
                clock.advance(by);
                return null;
            });
        }

        /** Answers whatever the test wants; null lets the request pass. */
        public FaultRule answer(Fault fault) {
            return intercepting(fault);
        }

        private FaultRule refusing(Function<ApiRequest, StatusException> refusal) {
            return intercepting(request -> Answers.failure(refusal.apply(request), List.of()));
        }

        private FaultRule intercepting(Fault fault) {
            return add(new FaultRule(Faults.this, order, fault, request -> (@Nullable ApiResponse) null));
        }

        private FaultRule add(FaultRule rule) {
            rules.add(rule);
            return rule;
        }
    }
}
