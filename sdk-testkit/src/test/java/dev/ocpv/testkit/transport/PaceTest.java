package dev.ocpv.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void who_sends_alone_does_not_wait() {
        assertThat(pace.pause()).isZero();
    }

    @Test
    void who_sends_among_many_waits_but_not_for_long() {
        assertThat(Stream.generate(pace::pause).limit(1000))
                .allMatch(pause -> pause >= 0 && pause <= TimeUnit.MILLISECONDS.toNanos(20))
                .anyMatch(pause -> pause > TimeUnit.MILLISECONDS.toNanos(10));
    }
}
