package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A JVM of its own: makes a server, asks it something, says so and ends. */
public final class ColdStart {
    static final String ANSWERED = "answered";

    private ColdStart() {}

    /** The argument is the door; ours has all definitions of OpenShift, the mock server none. */
    public static void main(String[] args) {
        if (Door.valueOf(args[0]) == Door.MOCK) {
            try (Rig rig = new MockRig()) {
                ask(rig.client());
            }
        } else {
            ApiServer.Builder builder = ApiServer.builder();
            Samples.definitions().forEach(builder::addDefinition);
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
