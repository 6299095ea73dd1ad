package dev.ocpv.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** A JVM of its own: creates objects in a small store and in a large one by turns and says how fast it is in the large one, beside the small one. */
public final class Scale {
    private static final int CREATED = 250;
    private static final int WARM = 30;
    private static final int MEASURED = 40;

    private Scale() {}

    /** The arguments are the door, what the large store holds and what the small one holds. */
    public static void main(String[] args) {
        Door door = Door.valueOf(args[0]);
        try (KitRig large = (KitRig) door.open();
                KitRig small = (KitRig) door.open()) {
            large.fill(Integer.parseInt(args[1]));
            small.fill(Integer.parseInt(args[2]));
            double[] ratios = new double[MEASURED];
            for (int turn = -WARM; turn < MEASURED; turn++) {
                // neither is always the second
                boolean smallFirst = turn % 2 == 0;
                long first = nanoseconds(smallFirst ? small : large);
                long second = nanoseconds(smallFirst ? large : small);
                if (turn >= 0) {
                    ratios[turn] = smallFirst ? (double) first / second : (double) second / first;
                }
            }
            Arrays.sort(ratios);
            System.out.printf(Locale.ROOT, "%.3f%n", (ratios[MEASURED / 2 - 1] + ratios[MEASURED / 2]) / 2);
            System.out.flush();
        }
        System.exit(0);
    }

    /** What it created is taken away after that. */
    private static long nanoseconds(KitRig rig) {
        var before = rig.server().snapshot();
        long start = System.nanoTime();
        for (int i = 0; i < CREATED; i++) {
            rig.client().resource(Samples.configMap("new-" + i, i)).create();
        }
        long taken = System.nanoTime() - start;
        rig.server().restore(before);
        return taken;
    }
}
