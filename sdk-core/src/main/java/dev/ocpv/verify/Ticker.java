package dev.ocpv.verify;

import dev.ocpv.report.SdkException;
import java.time.Duration;
import java.time.Instant;

/** Time, as verification sees it; a test kit implements it with a clock that jumps. */
public interface Ticker {

    /** {@return the present moment} */
    Instant now();

    /** Lets time pass. */
    void pause(Duration duration);

    /** {@return the time of the machine} */
    static Ticker system() {
        return new Ticker() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) {
                try {
                    Thread.sleep(duration.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new SdkException("Interrupted while waiting for the cluster", e);
                }
            }
        };
    }
}
