package dev.ocpv.testkit.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Hands pieces over one at a time as the reader asks for them, on whichever thread comes by; never recursive. */
abstract class Pump {
    private final Pull source;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private volatile boolean stopped;

    Pump(Pull source) {
        this.source = source;
    }

    final void begin() {
        source.onAvailable(this::drain);
    }

    abstract void deliver(byte[] piece) throws Exception;

    abstract void finished(@Nullable Throwable problem);

    final void ask() {
        demand.incrementAndGet();
        drain();
    }

    final void stop() {
        if (!stopped) {
            stopped = true;
            source.close();
            finished(null);
        }
    }

    final boolean isStopped() {
        return stopped;
    }

    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            deliverDemanded();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void deliverDemanded() {
        while (!stopped && demand.get() > 0) {
            byte[] piece = source.next();
            if (piece == null) {
                break;
            }
            demand.decrementAndGet();
            try {
                deliver(piece);
            } catch (Exception e) {
                stopped = true;
                source.close();
                finished(e);
            }
        }
        if (!stopped && source.ended()) {
            stop();
        }
    }
}
