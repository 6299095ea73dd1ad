package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.EventStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies the events of a watch to a client until they end, the client's time is up or the client is gone. */
final class StreamReader implements AutoCloseable {
    private static final Pattern TIMEOUT = Pattern.compile("[?&]timeoutSeconds=(\\d{1,9})(?:&|$)");
    private static final int BATCH = 64 * 1024;

    private final EventStream events;
    private final long seconds;
    private final Semaphore available = new Semaphore(0);
    private final Pace pace;
    private volatile boolean over;

    /**
     * A reader of the events.
     *
     * @param pace how soon, after it sent something, it sends again
     */
    StreamReader(EventStream events, ApiRequest request, Pace pace) {
        this.events = events;
        this.pace = pace;
        Matcher asked = TIMEOUT.matcher(request.target());
        this.seconds = asked.find() ? Long.parseLong(asked.group(1)) : 0;
        events.onAvailable(available::release);
    }

    /** Sends what there is, all of it at once, and waits for more. */
    void copyTo(Outbound out, Framing framing) throws IOException, InterruptedException {
        long deadline = seconds > 0 ? System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) : Long.MAX_VALUE;
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (!over) {
            byte[] event = batch.size() < BATCH ? events.next() : null;
            if (event != null) {
                framing.add(event, batch);
            } else if (batch.size() > 0) {
                out.write(batch);
                batch.reset();
                TimeUnit.NANOSECONDS.sleep(pace.pause());
            } else if (events.ended() || !await(deadline)) {
                break;
            }
        }
        out.write(framing.end());
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

    /** Lets {@link #copyTo} come to its end. */
    void end() {
        over = true;
        available.release();
    }

    @Override
    public void close() {
        end();
        events.close();
    }
}
