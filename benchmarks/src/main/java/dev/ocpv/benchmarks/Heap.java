package dev.ocpv.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.management.ManagementFactory;

/** A JVM of its own: creates ConfigMaps through a door and says how many bytes of heap each one holds. */
public final class Heap {
    private static final int OBJECTS = 10_000;

    private Heap() {}

    /** The argument is the door. The mock server is relieved of the requests that it keeps for assertions. */
    public static void main(String[] args) throws InterruptedException {
        try (Rig rig = Door.valueOf(args[0]).open()) {
            create(rig.client(), "warm", 100);
            long before = used(rig);
            create(rig.client(), "counted", OBJECTS);
            System.out.println((used(rig) - before) / OBJECTS);
            System.out.flush();
        }
        System.exit(0);
    }

    private static void create(KubernetesClient client, String name, int count) {
        for (int i = 0; i < count; i++) {
            client.resource(Samples.configMap(name + "-" + i, i)).create();
        }
    }

    private static long used(Rig rig) throws InterruptedException {
        if (rig instanceof MockRig mock) {
            mock.forgetRequests();
        }
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
