package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.EventStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection: requests one after the other, until either side ends it. A watch is the last request of its connection; while another
 * thread writes its events, this one waits for the client to go away.
 */
final class Connection implements Runnable {
    private static final Map<String, List<String>> PLAIN = Map.of("Content-Type", List.of("text/plain; charset=utf-8"));

    /** What each watch adds to the pause between two messages of every watch: about what it takes to send one. */
    private static final long PAUSE_NANOS = 50_000;

    private static final int MOST_PAUSES = 200;

    private final Socket socket;
    private final Function<ApiRequest, ApiResponse> server;
    private final Executor threads;
    private final AtomicInteger watches;
    private volatile @Nullable StreamReader stream;

    /**
     * A connection that was accepted.
     *
     * @param watches how many watches are being written to by all connections of the door
     */
    Connection(Socket socket, Function<ApiRequest, ApiResponse> server, Executor threads, AtomicInteger watches) {
        this.socket = socket;
        this.server = server;
        this.threads = threads;
        this.watches = watches;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            Inbound in = new Inbound(socket.getInputStream());
            Outbound out = new Outbound(socket.getOutputStream());
            RequestReader requests = new RequestReader(in, out::sendContinue);
            try {
                for (Incoming next = requests.next(); next != null && answered(next, in, out); ) {
                    next = requests.next();
                }
            } catch (BadRequestException e) {
                byte[] text = Outbound.ascii(e.status() + " " + e.getMessage() + "\n");
                out.send(e.status(), PLAIN, text, false, true);
            }
        } catch (IOException e) {
            // The client is gone, and nobody is left to be told.
        }
    }

    /** {@return whether another request may follow} */
    private boolean answered(Incoming incoming, Inbound in, Outbound out) throws IOException {
        ApiRequest request = incoming.request();
        ApiResponse response = server.apply(request);
        EventStream events = response.events();
        if (events == null) {
            boolean last = !incoming.keepsAlive();
            out.send(
                    response.status(),
                    response.headers(),
                    response.body(),
                    request.method().equals("HEAD"),
                    last);
            return !last;
        }
        Framing framing = Framing.of(incoming);
        try (StreamReader reader = new StreamReader(events, request, this::pause)) {
            stream = reader;
            out.begin(framing.status(), response.headers(), framing.headers(incoming));
            threads.execute(() -> copy(reader, out, framing));
            if (framing == Framing.WEB_SOCKET) {
                WebSocketFrames.readToEnd(in, out);
            } else {
                in.skip(Long.MAX_VALUE);
            }
        }
        return false;
    }

    /** One of few watches hears at once; one of many would wait for the others anyway, so it hears of more at a time. */
    private long pause() {
        return PAUSE_NANOS * Math.max(0, Math.min(watches.get() - 1, MOST_PAUSES));
    }

    private void copy(StreamReader reader, Outbound out, Framing framing) {
        watches.incrementAndGet();
        try (socket) {
            reader.copyTo(out, framing);
        } catch (IOException e) {
            // The client is gone; the thread that reads sees it too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watches.decrementAndGet();
        }
    }

    /** Ends a watch in order, and anything else at once. */
    void end() {
        StreamReader watch = stream;
        if (watch == null) {
            abort();
        } else {
            watch.end();
        }
    }

    /** Ends it at once. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it can be.
        }
    }
}
