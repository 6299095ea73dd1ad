package dev.ocpv.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * One line of the page.
 *
 * @param name what happens
 * @param ours what is measured of our server
 * @param other what it is compared with
 * @param meaning how the ratio is made
 * @param goal what the ratio is to reach or to stay below; {@link #NO_GOAL} where it only tells
 */
record Figure(String name, Run ours, Run other, Meaning meaning, double goal) {
    /** How two measurements become one number. */
    enum Meaning {
        /** How many times as fast ours is; more is better. */
        SPEED,
        /** How many times as much ours needs; less is better. */
        COST,
        /** How many times as fast, as the program says itself that ran both by turns; more is better. */
        SPEED_BY_TURNS,
        /** The microseconds that ours takes; less is better. */
        MICROSECONDS,
        /** The milliseconds that ours takes; less is better. */
        MILLISECONDS,
        /** The megabytes that ours holds; less is better. */
        MEGABYTES
    }

    static final double NO_GOAL = Double.NaN;

    private static final int STARTS = 5;
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final Path CHECKED = ColdStart.written(Samples.definitions());
    private static final Path UNKNOWN = ColdStart.written(Samples.madeUpDefinitions());

    static final List<Figure> ALL = List.of(
            objects("create and get a ConfigMap, in process", "createAndGet", Door.IN_PROCESS, 0, 20),
            objects("create and get a ConfigMap among 1,000, in process", "createAndGet", Door.IN_PROCESS, FEW, 20),
            objects("create and get a ConfigMap among 10,000, in process", "createAndGet", Door.IN_PROCESS, MANY, 20),
            objects("list 1 % of 10,000 by label, in process", "listByLabel", Door.IN_PROCESS, MANY, 10),
            creates("create among 50,000 objects as among 1,000, in process", Door.IN_PROCESS, 50_000, 0.8),
            watches("100 watchers × 50 events, counted at the door in process", Door.IN_PROCESS, false, 0, 5),
            new Figure(
                    "heap for each object",
                    Run.jvm(Heap.class, "door", Door.IN_PROCESS),
                    Run.jvm(Heap.class, "door", Door.MOCK),
                    Meaning.COST,
                    1),
            coldStart("cold start to the first answer, 47 definitions in both", true, 0.6),
            coldStart("cold start to the first answer, 47 definitions in ours and none in the other", false, NO_GOAL),
            alone(
                    "fresh cluster for the next test",
                    Run.jmh(RestoreBenchmark.class, "restore"),
                    Meaning.MICROSECONDS,
                    200),
            standalone("standalone server, empty, until it is ready", "milliseconds", Meaning.MILLISECONDS, 600),
            standalone("standalone server, empty, resident", "megabytes", Meaning.MEGABYTES, 200),
            hyperConverged("PUT a HyperConverged of 3 KB", "put", 8),
            hyperConverged("apply a HyperConverged of 3 KB", "apply", 20),
            objects("create and get a ConfigMap, HTTP", "createAndGet", Door.HTTP, 0, NO_GOAL),
            objects("create and get a ConfigMap among 10,000, HTTP", "createAndGet", Door.HTTP, MANY, 1.5),
            objects("merge patch, HTTP", "mergePatch", Door.HTTP, 0, NO_GOAL),
            objects("merge patch among 10,000, HTTP", "mergePatch", Door.HTTP, MANY, 1.5),
            apply("server-side apply, HTTP, beside the mock's merge patch", 0, NO_GOAL),
            apply("server-side apply among 10,000, HTTP, beside the mock's merge patch", MANY, 1),
            watches("100 watchers × 50 events, counted at the door, HTTP", Door.HTTP, false, 0, NO_GOAL),
            watches("100 watchers × 50 events, as typed objects, HTTP", Door.HTTP, true, 0, NO_GOAL),
            watches("100 watchers × 50 events beside 10,000, counted at the door, HTTP", Door.HTTP, false, MANY, 3),
            watches("100 watchers × 50 events beside 10,000, as typed objects, HTTP", Door.HTTP, true, MANY, 3),
            objects("list 1 % of 10,000 by label, HTTP", "listByLabel", Door.HTTP, MANY, 2),
            creates("create among 10,000 objects as among 1,000, HTTP", Door.HTTP, MANY, 0.9));

    boolean hasGoal() {
        return !Double.isNaN(goal);
    }

    /** {@return the value that two measurements make} */
    double value(double measuredOfOurs, double measuredOfOther) {
        return switch (meaning) {
            case SPEED -> measuredOfOther / measuredOfOurs;
            case COST -> measuredOfOurs / measuredOfOther;
            case SPEED_BY_TURNS, MICROSECONDS, MILLISECONDS, MEGABYTES -> measuredOfOurs;
        };
    }

    boolean isMetBy(double value) {
        return switch (meaning) {
            case SPEED, SPEED_BY_TURNS -> value >= goal;
            case COST, MICROSECONDS, MILLISECONDS, MEGABYTES -> value <= goal;
        };
    }

    /** {@return whether noise could make the difference between met and missed} */
    boolean isClose(double value) {
        return hasGoal() && value < goal * 2 && value > goal / 2;
    }

    /** {@return what is not compared with another run} */
    private static Figure alone(String name, Run run, Meaning meaning, double goal) {
        return new Figure(name, run, run, meaning, goal);
    }

    private static Figure objects(String name, String method, Door door, int objects, double goal) {
        return new Figure(name, object(method, door, objects), object(method, Door.MOCK, objects), Meaning.SPEED, goal);
    }

    private static Figure apply(String name, int objects, double goal) {
        return new Figure(
                name,
                object("apply", Door.HTTP, objects),
                object("mergePatch", Door.MOCK, objects),
                Meaning.SPEED,
                goal);
    }

    private static Run object(String method, Door door, int objects) {
        return Run.jmh(ObjectBenchmark.class, method, "door", door, "objects", objects);
    }

    private static Figure creates(String name, Door door, int objects, double goal) {
        Run run = Run.jvm(Scale.class, "door", door, "large", objects, "small", FEW);
        return alone(name, run, Meaning.SPEED_BY_TURNS, goal);
    }

    private static Figure watches(String name, Door door, boolean typed, int objects, double goal) {
        return new Figure(name, watch(door, typed, objects), watch(Door.MOCK, typed, objects), Meaning.SPEED, goal);
    }

    private static Run watch(Door door, boolean typed, int objects) {
        return Run.jmh(WatchBenchmark.class, "deliver", "door", door, "typed", typed, "objects", objects);
    }

    private static Figure coldStart(String name, boolean othersToo, double goal) {
        return new Figure(name, start(Door.IN_PROCESS, true), start(Door.MOCK, othersToo), Meaning.COST, goal);
    }

    private static Run start(Door door, boolean defined) {
        Run run = defined
                ? Run.jvm(ColdStart.class, "door", door, "checked", CHECKED, "unknown", UNKNOWN)
                : Run.jvm(ColdStart.class, "door", door);
        return run.times(STARTS);
    }

    private static Figure standalone(String name, String what, Meaning meaning, double goal) {
        return alone(name, Run.jvm(Standalone.class, "what", what).times(STARTS), meaning, goal);
    }

    private static Figure hyperConverged(String name, String method, double goal) {
        return new Figure(
                name,
                Run.jmh(HyperConvergedBenchmark.class, method),
                Run.jmh(HyperConvergedBenchmark.class, "parseAndWrite"),
                Meaning.COST,
                goal);
    }
}
