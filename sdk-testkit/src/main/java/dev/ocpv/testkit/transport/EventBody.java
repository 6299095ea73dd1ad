package dev.ocpv.testkit.transport;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The body of an answer, or of a watch over plain HTTP. */
final class EventBody extends Pump implements AsyncBody {
    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    EventBody(Pull source, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        super(source);
        this.consumer = consumer;
        begin();
    }

    @Override
    void deliver(byte[] piece) throws Exception {
        consumer.consume(List.of(ByteBuffer.wrap(piece)), this);
    }

    @Override
    void finished(@Nullable Throwable problem) {
        if (problem == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(problem);
        }
    }

    @Override
    public void consume() {
        ask();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void cancel() {
        stop();
    }
}
