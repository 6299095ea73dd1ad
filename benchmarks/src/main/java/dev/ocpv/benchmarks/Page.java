package dev.ocpv.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
        double value = measurements.of(figure);
        return switch (figure.meaning()) {
            case SPEED, SPEED_BY_TURNS -> row(figure, number(value) + "× as fast", "≥ " + number(figure.goal()) + "×");
            case COST -> row(figure, number(value) + "×", "≤ " + number(figure.goal()) + "×");
            case MICROSECONDS -> row(figure, number(value) + " µs", "≤ " + number(figure.goal()) + " µs");
            case MILLISECONDS -> row(figure, number(value) + " ms", "≤ " + number(figure.goal()) + " ms");
            case MEGABYTES -> row(figure, number(value) + " MB", "≤ " + number(figure.goal()) + " MB");
        };
    }

    private String row(Figure figure, String measured, String goal) {
        String verdict = figure.isMetBy(measurements.of(figure)) ? "met" : "**missed**";
        return "| "
                + String.join(
                        " | ", figure.name(), measured, figure.hasGoal() ? goal : "", figure.hasGoal() ? verdict : "")
                + " |\n";
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
        Files.writeString(file, HEAD.formatted(System.getProperty("java.version"), rounds, table()));
    }

    private static final String HEAD = """
            # How fast the API server in memory is

            Written by the program that measures, not by hand:

                mvn -Pbenchmarks -pl benchmarks -am verify -DskipTests

            It compares with `io.fabric8:kubernetes-server-mock:7.8.0` in CRUD mode and takes about three quarters of an hour on two cores, building
            included. Everything is measured in one run (here on JDK %s): what is compared runs one after the other, each in a JVM of its own that was warmed.
            What comes within a factor of two of its goal, on either side, is measured in more rounds (here %d), and the median counts. Times belong to the
            machine, so ratios are what is given.

            %s
            - One client in one thread. Ours checks and defaults, keeps managedFields, a journal, 10,000 events of each resource and 1,000 past
              states; the mock server does nothing of that.
            - JMH runs with the collector that the JVM chooses, on both sides; programs that are started anew run with the serial one.
            - Requests go through the typed fabric8 client, which takes its share on both sides. "Counted at the door" leaves out what the client
              makes of events; as typed objects, its share is the larger one on two cores.
            - The mock server looks at all its objects for each request. Where no number of objects is said, both begin empty, and so it is at its best.
              The goals over HTTP are for 10,000 objects; beside them stands what an empty store gives. Watchers look at a namespace of their own: the
              mock server shows each new watcher all that is there.
            - "Among … as among …": one JVM with both stores, which take turns at creating 250 objects; the median of 40 turns.
            - "Heap for each object": 10,000 ConfigMaps created through the client; the mock server is relieved of the requests that it keeps.
            - "Cold start": a JVM from its start to the first answer, the median of five; before it, 47 definitions are read from a file and registered (the
              42 of OpenShift that the model has, and five made up that ours has to check), with the mock server by creating them through its client,
              which is how it learns of them.
            - "HyperConverged": beside Jackson reading the same bytes into a tree and writing that tree; validation, pruning, defaults, rules and managedFields
              are on, and each request changes a field.
            - "Standalone server": `java -jar …-standalone.jar --empty` from its start to the line that says so, and `VmRSS` then; the median of five.
            - "Fresh cluster": `TestCluster.restore` of the bare-metal cluster with all its operators, after a test wrote something.
            """;
}
