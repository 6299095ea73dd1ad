package dev.ocpv.testkit;

import dev.ocpv.testkit.server.VirtualClock;
import dev.ocpv.verify.Ticker;
import java.time.Duration;
import java.time.Instant;

/** Time for who waits for a cluster in memory: nobody waits, the clock jumps. */
public record TestTicker(VirtualClock clock) implements Ticker {

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause(Duration duration) {
        clock.advance(duration);
    }
}
