package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own: makes a server, asks it something, says so and ends. */
public final class ColdStart {
    static final String ANSWERED = "answered";

    private ColdStart() {}

    /**
     * The arguments are the door and the files of the definitions that the server knows before it is asked, one a line: those that such a
     * server has accepted before, and those that it has not seen.
     */
    public static void main(String[] args) throws IOException {
        List<String> checked = args.length > 1 ? Files.readAllLines(Path.of(args[1])) : List.of();
        List<String> unknown = args.length > 2 ? Files.readAllLines(Path.of(args[2])) : List.of();
        if (Door.valueOf(args[0]) == Door.MOCK) {
            try (Rig rig = new MockRig()) {
                checked.forEach(json -> rig.client().resource(json).create());
                unknown.forEach(json -> rig.client().resource(json).create());
                ask(rig.client());
            }
        } else {
            ApiServer.Builder builder = ApiServer.builder();
            checked.forEach(builder::addCheckedDefinition);
            unknown.forEach(builder::addDefinition);
            try (KubernetesClient client = InProcess.client(builder.build())) {
                ask(client);
            }
        }
        System.exit(0);
    }

    /** {@return a file with those definitions} They are written down before, so that only what a server makes of them takes time. */
    static Path written(List<String> definitions) {
        try {
            Path file = Files.createTempFile("definitions", ".jsonl");
            file.toFile().deleteOnExit();
            return Files.write(file, definitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(KubernetesClient client) {
        client.configMaps().inNamespace(Samples.NAMESPACE).list();
        System.out.println(ANSWERED);
        System.out.flush();
    }
}
