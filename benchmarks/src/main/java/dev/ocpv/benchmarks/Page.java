package dev.ocpv.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Writes what came out: ratios of one run. */
final class Page {
    private final List<Figure> figures;
    private final Measurements measurements;
    private final int rounds;

    Page(List<Figure> figures, Measurements measurements, int rounds) {
        this.figures = figures;
        this.measurements = measurements;
        this.rounds = rounds;
    }

    String table() {
        StringBuilder text = new StringBuilder("| what | measured | goal | |\n|---|---|---|---|\n");
        figures.forEach(figure -> text.append(line(figure)));
        return text.toString();
    }

    private String line(Figure figure) {
        String goal = number(figure.goal());
        return switch (figure.meaning()) {
            case SPEED -> {
                double ratio = ratio(figure.other(), figure.ours());
                yield row(figure, number(ratio) + "× as fast", "≥ " + goal + "×", ratio >= figure.goal());
            }
            case COST -> {
                double ratio = ratio(figure.ours(), figure.other());
                yield row(figure, number(ratio) + "×", "≤ " + goal + "×", ratio <= figure.goal());
            }
            case SPEED_BY_TURNS -> {
                double ratio = value(figure);
                yield row(figure, number(ratio) + "× as fast", "≥ " + goal + "×", ratio >= figure.goal());
            }
            case MICROSECONDS -> atMost(figure, " µs");
            case MILLISECONDS -> atMost(figure, " ms");
            case MEGABYTES -> atMost(figure, " MB");
        };
    }

    private String atMost(Figure figure, String unit) {
        double value = value(figure);
        return row(figure, number(value) + unit, "≤ " + number(figure.goal()) + unit, value <= figure.goal());
    }

    private static String row(Figure figure, String measured, String goal, boolean met) {
        boolean tells = Double.isNaN(figure.goal());
        String verdict = met ? "met" : "**missed**";
        return "| " + String.join(" | ", figure.name(), measured, tells ? "" : goal, tells ? "" : verdict) + " |\n";
    }

    private double value(Figure figure) {
        return median(round -> measurements.of(figure.ours(), round));
    }

    private double ratio(Run above, Run below) {
        return median(round -> measurements.of(above, round) / measurements.of(below, round));
    }

    private double median(IntToDoubleFunction value) {
        double[] sorted = IntStream.range(0, rounds).mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three digits are all that such numbers are worth. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : value >= 10 || value == Math.rint(value)
                        ? String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value)
                        : String.format(Locale.ROOT, "%.2f", value);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, HEAD.formatted(rounds, System.getProperty("java.version"), table()));
    }

    private static final String HEAD = """
            # How fast the API server in memory is

            Written by the program that measures, not by hand:

                mvn -Pbenchmarks -pl benchmarks -am verify -DskipTests

            It compares with `io.fabric8:kubernetes-server-mock:7.8.0` in CRUD mode and takes about twenty minutes on two cores, building included. Each
            figure is the median of the rounds of one run (here %d, on JDK %s): within a round, what is compared runs one after the other, each in a JVM
            of its own that was warmed. Times belong to the machine, so ratios are what is given.

            %s
            - One client in one thread. Ours checks and defaults, keeps managedFields, a journal, 10,000 events of each resource and 1,000 past
              states; the mock server does nothing of that.
            - Requests go through the typed fabric8 client, which takes its share on both sides. "Counted at the door" leaves out what the client
              makes of events; as typed objects, its share is the larger one on two cores.
            - The mock server looks at all its objects for each request. Where no number of objects is said, both begin empty, and so it is at its best.
              The goals over HTTP are for 10,000 objects; beside them stands what an empty store gives. Watchers look at a namespace of their own: the
              mock server shows each new watcher all that is there.
            - "Among … as among …": one JVM with both stores, which take turns at creating 250 objects; the median of 40 turns, and of five such JVMs.
            - "Heap for each object": 10,000 ConfigMaps created through the client; the mock server is relieved of the requests that it keeps.
            - "Cold start": a JVM from its start to the first answer, the median of five; before it, the 42 definitions of OpenShift are registered, with
              the mock server by creating them through its client, which is how it learns of them.
            - "HyperConverged": beside Jackson reading the same bytes into a tree and writing that tree; validation, pruning, defaults, rules and managedFields
              are on, and each request changes a field.
            - "Standalone server": `java -jar …-standalone.jar --empty` from its start to the line that says so, and `VmRSS` then; the median of five.
            - "Fresh cluster": `TestCluster.restore` of the bare-metal cluster with all its operators, after a test wrote something.
            """;
}
