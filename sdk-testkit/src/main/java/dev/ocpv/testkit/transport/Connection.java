package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.EventStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection: requests one after the other, until either side ends it. A watch is the last request of its connection; while another
 * thread writes its events, this one waits for the client to go away.
 */
final class Connection implements Runnable {
    private static final Map<String, List<String>> PLAIN = Map.of("Content-Type", List.of("text/plain; charset=utf-8"));

    private final Socket socket;
    private final Function<ApiRequest, ApiResponse> server;
    private final Executor threads;
    private final Pace pace;
    private volatile @Nullable StreamReader stream;

    /**
     * A connection that was accepted.
     *
     * @param pace of the watches of all connections of the door
     */
    Connection(Socket socket, Function<ApiRequest, ApiResponse> server, Executor threads, Pace pace) {
        this.socket = socket;
        this.server = server;
        this.threads = threads;
        this.pace = pace;
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
        try (StreamReader reader = new StreamReader(events, request, pace)) {
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

    private void copy(StreamReader reader, Outbound out, Framing framing) {
        try (socket) {
            reader.copyTo(out, framing);
        } catch (IOException e) {
            // The client is gone; the thread that reads sees it too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isWatch() {
        return stream != null;
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
