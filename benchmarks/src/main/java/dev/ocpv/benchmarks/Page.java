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
        StringBuilder text = new StringBuilder("| what | ours | beside it | ratio | goal |\n|---|---|---|---|---|\n");
        figures.forEach(figure -> text.append(line(figure)));
        return text.toString();
    }

    private String line(Figure figure) {
        double ours = median(round -> measurements.of(figure.ours(), round));
        double other = median(round -> measurements.of(figure.other(), round));
        return switch (figure.meaning()) {
            case SPEED ->
                row(
                        figure,
                        number(ours) + " µs",
                        number(other) + " µs",
                        number(ratio(figure.other(), figure.ours())) + "× as fast",
                        "≥ " + number(figure.goal()) + "×");
            case COST ->
                row(
                        figure,
                        number(ours) + unit(figure),
                        number(other) + unit(figure),
                        number(ratio(figure.ours(), figure.other())) + "×",
                        "≤ " + number(figure.goal()) + "×");
            case MICROSECONDS ->
                row(figure, number(ours) + " µs", "", number(ours) + " µs", "≤ " + number(figure.goal()) + " µs");
        };
    }

    private static String unit(Figure figure) {
        return figure.ours().program() == Heap.class
                ? " B"
                : figure.ours().program() == ColdStart.class ? " ms" : " µs";
    }

    private static String row(Figure figure, String ours, String other, String ratio, String goal) {
        return "| " + String.join(" | ", figure.name(), ours, other, ratio, goal) + " |\n";
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

            It compares with `io.fabric8:kubernetes-server-mock:7.8.0` in CRUD mode and takes less than ten minutes. Each figure is the median of %d rounds
            of one run on JDK %s; within a round, what is compared runs one after the other, each in a JVM of its own that was warmed. The
            microseconds belong to the machine; the ratios are what counts.

            %s
            - One client in one thread. Ours checks and defaults, keeps managedFields, a journal, 10,000 events of each resource and 10,000 past
              states; the mock server does nothing of that.
            - Requests go through the typed fabric8 client, which takes its share on both sides. "Counted at the door" leaves out what the client makes of events.
            - The mock server looks at all its objects for each request. Where no number of objects is said, both begin empty, and so it is at its best.
            - "Heap for each object": 10,000 ConfigMaps created through the client; the mock server is relieved of the requests that it keeps.
            - "HyperConverged": beside Jackson reading the same bytes into a tree and writing that tree. The schema has 927 fields; validation, pruning, defaults,
              rules and managedFields are on, and each request changes a field.
            - "Fresh cluster": `TestCluster.restore` of the bare-metal cluster with all its operators, after a test wrote something.
            """;
}
