package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own: starts the standalone server, empty and without any option for its JVM, and says how long that took or how much memory it holds. */
public final class Standalone {
    private Standalone() {}

    /** The argument is {@code milliseconds}, until the server says that it is ready, or {@code megabytes}, resident at that moment (Linux only). */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path kubeconfig = Files.createTempDirectory("standalone").resolve("kubeconfig");
        String java = ProcessHandle.current().info().command().orElse("java");
        long start = System.nanoTime();
        Process server = new ProcessBuilder(
                        List.of(java, "-jar", jar().toString(), "--empty", "--kubeconfig", kubeconfig.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = server.inputReader()) {
            if (out.readLine() == null) {
                throw new IllegalStateException("the server ended: " + server.waitFor());
            }
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            System.out.println(args[0].equals("milliseconds") ? milliseconds : megabytes(server));
            System.out.flush();
        } finally {
            server.destroy();
            server.waitFor();
            Files.deleteIfExists(kubeconfig);
            Files.deleteIfExists(kubeconfig.getParent());
        }
    }

    /** {@return the program, which is packaged beside the library} */
    private static Path jar() {
        Path library = Path.of(URI.create(ApiServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return library.resolveSibling(library.getFileName().toString().replaceFirst("\\.jar$", "-standalone.jar"));
    }

    private static long megabytes(Process server) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IllegalStateException("no VmRSS");
    }
}
