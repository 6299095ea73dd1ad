package dev.ocpv.testkit.transport;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A watch as a WebSocket: each event is one text message. */
final class EventSocket extends Pump implements WebSocket {
    private final Listener listener;

    EventSocket(Pull source, Listener listener) {
        super(source);
        this.listener = listener;
    }

    void start() {
        begin();
        ask();
    }

    @Override
    void deliver(byte[] piece) {
        listener.onMessage(this, new String(piece, StandardCharsets.UTF_8));
    }

    @Override
    void finished(@Nullable Throwable problem) {
        if (problem == null) {
            listener.onClose(this, 1000, "");
        } else {
            listener.onError(this, problem);
        }
    }

    @Override
    public boolean send(ByteBuffer buffer) {
        return !isStopped();
    }

    @Override
    public boolean sendClose(int code, @Nullable String reason) {
        stop();
        return true;
    }

    @Override
    public long queueSize() {
        return 0;
    }

    @Override
    public void request() {
        ask();
    }
}
