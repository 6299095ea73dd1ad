package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.Commit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Tells controllers and listeners of stored changes, one at a time, in the order in which they were stored. */
final class Commits implements Consumer<Commit> {
    private final List<Consumer<Commit>> controllers = new CopyOnWriteArrayList<>();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Commit> fresh = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    void addController(Consumer<Commit> controller) {
        controllers.add(controller);
    }

    void addListener(CommitListener listener) {
        listeners.add(listener);
    }

    void removeListener(CommitListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void accept(Commit commit) {
        fresh.add(commit);
    }

    /** Tells everything that is not told yet; called again from within, it leaves that to the outer call. */
    void tell() {
        if (turn.isHeldByCurrentThread() || fresh.isEmpty()) {
            return;
        }
        turn.lock();
        try {
            Queue<Commit> forListeners = new ArrayDeque<>();
            boolean restless = true;
            while (restless || !fresh.isEmpty() || !forListeners.isEmpty()) {
                for (Commit commit = fresh.poll(); commit != null; commit = fresh.poll()) {
                    forListeners.add(commit);
                    for (Consumer<Commit> controller : controllers) {
                        controller.accept(commit);
                    }
                }
                Commit next = forListeners.poll();
                restless = next != null ? tell(next) : quiet();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean tell(Commit commit) {
        if (!listeners.isEmpty()) {
            CommitEvent event = new CommitEvent(commit);
            listeners.forEach(listener -> listener.onCommit(event));
        }
        return true;
    }

    private boolean quiet() {
        boolean restless = false;
        for (CommitListener listener : listeners) {
            restless |= listener.onQuiet();
        }
        return restless;
    }
}
