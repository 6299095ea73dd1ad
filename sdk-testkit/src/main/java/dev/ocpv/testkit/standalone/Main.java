package dev.ocpv.testkit.standalone;

import dev.ocpv.testkit.transport.HttpDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Serves a cluster in memory by HTTP until it is told to stop. */
public final class Main {
    private static final int WRONG_USE = 2;

    private Main() {}

    /** Starts the server; see {@code --help}. */
    public static void main(String[] arguments) throws InterruptedException {
        Arguments asked;
        try {
            asked = Arguments.parse(arguments);
        } catch (UsageException e) {
            System.err.println("ocpv-testkit: " + e.getMessage());
            System.err.println("Try --help.");
            System.exit(WRONG_USE);
            return;
        }
        if (asked.help()) {
            System.out.print(Arguments.HELP);
            return;
        }
        try {
            serve(asked, System.out);
        } catch (UsageException e) {
            System.err.println("ocpv-testkit: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Arguments asked, PrintStream out) throws InterruptedException {
        StandaloneServer running = StandaloneServer.start(asked);
        HttpDoor door = running.door();
        // Ctrl-C and SIGTERM are how this program is meant to end, so that is no failure.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.close();
            Runtime.getRuntime().halt(0);
        }));
        Path kubeconfig = asked.kubeconfig();
        if (kubeconfig != null) {
            try {
                Kubeconfig.write(kubeconfig, door.kubeconfig());
            } catch (IOException e) {
                throw new UsageException("cannot write the kubeconfig to " + kubeconfig + ": " + e.getMessage());
            }
        }
        out.println("ready: " + running.describe() + " at " + door.url()
                + (kubeconfig == null ? "" : ", KUBECONFIG=" + kubeconfig.toAbsolutePath()));
        out.flush();
        running.keepTime();
    }
}
