package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A JVM of its own: makes a server, asks it something, says so and ends. */
public final class ColdStart {
    static final String ANSWERED = "answered";

    private ColdStart() {}

    /** The arguments are the door, and whether the server knows 47 definitions before it is asked. */
    public static void main(String[] args) {
        boolean defined = Boolean.parseBoolean(args[1]);
        List<String> real = defined ? Samples.definitions() : List.of();
        List<String> madeUp = defined ? Samples.madeUpDefinitions() : List.of();
        if (Door.valueOf(args[0]) == Door.MOCK) {
            try (Rig rig = new MockRig()) {
                real.forEach(json -> rig.client().resource(json).create());
                madeUp.forEach(json -> rig.client().resource(json).create());
                ask(rig.client());
            }
        } else {
            ApiServer.Builder builder = ApiServer.builder();
            real.forEach(builder::addCheckedDefinition);
            madeUp.forEach(builder::addDefinition);
            try (KubernetesClient client = InProcess.client(builder.build())) {
                ask(client);
            }
        }
        System.exit(0);
    }

    private static void ask(KubernetesClient client) {
        client.configMaps().inNamespace(Samples.NAMESPACE).list();
        System.out.println(ANSWERED);
        System.out.flush();
    }
}
