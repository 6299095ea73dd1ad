package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.EventStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies the events of a watch to a client until they end, the client's time is up or the client is gone. */
final class StreamReader implements AutoCloseable {
    private static final Pattern TIMEOUT = Pattern.compile("[?&]timeoutSeconds=(\\d{1,9})(?:&|$)");

    private final EventStream events;
    private final long seconds;
    private final Semaphore available = new Semaphore(0);
    private volatile boolean over;

    StreamReader(EventStream events, ApiRequest request) {
        this.events = events;
        Matcher asked = TIMEOUT.matcher(request.target());
        this.seconds = asked.find() ? Long.parseLong(asked.group(1)) : 0;
        events.onAvailable(available::release);
    }

    void copyTo(OutputStream out) throws IOException, InterruptedException {
        long deadline = seconds > 0 ? System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) : Long.MAX_VALUE;
        while (!over) {
            byte[] event = events.next();
            if (event != null) {
                out.write(event);
                continue;
            }
            out.flush();
            if (events.ended() || !await(deadline)) {
                return;
            }
        }
    }

    private boolean await(long deadline) throws InterruptedException {
        if (deadline == Long.MAX_VALUE) {
            available.acquire();
        } else if (!available.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        available.drainPermits();
        return true;
    }

    void end() {
        over = true;
        available.release();
    }

    @Override
    public void close() {
        events.close();
    }
}
