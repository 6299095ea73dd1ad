package dev.ocpv.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What came out, by run and round. */
final class Measurements {
    private static final TimeValue ITERATION = TimeValue.seconds(2);

    private final Map<Run, Map<Integer, Double>> values = new HashMap<>();

    /** {@return what a figure came to: the median of the rounds that measured it} */
    double of(Figure figure) {
        Map<Integer, Double> others = values.getOrDefault(figure.other(), Map.of());
        return median(values.getOrDefault(figure.ours(), Map.of()).entrySet().stream()
                .filter(ours -> others.containsKey(ours.getKey()))
                .mapToDouble(ours -> figure.value(ours.getValue(), others.getOrDefault(ours.getKey(), Double.NaN))));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Measures, unless that happened in this round. */
    void take(int round, Run run) throws RunnerException, IOException, InterruptedException {
        Map<Integer, Double> known = values.computeIfAbsent(run, r -> new HashMap<>());
        if (known.containsKey(round)) {
            return;
        }
        double value = run.method().isEmpty() ? typical(run) : jmh(run);
        known.put(round, value);
        System.out.printf(
                "round %d: %s.%s %s: %.2f%n",
                round + 1, run.program().getSimpleName(), run.method(), run.parameters(), value);
    }

    private static double jmh(Run run) throws RunnerException {
        String name = run.program().getName().replace(".", "\\.") + "\\." + run.method() + "$";
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(name)
                .forks(1)
                .jvmArgsAppend("-Xmx3g")
                .warmupTime(ITERATION)
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        run.parameters().forEach(options::param);
        return new Runner(options.build())
                .run()
                .iterator()
                .next()
                .getPrimaryResult()
                .getScore();
    }

    private static double typical(Run run) throws IOException, InterruptedException {
        double[] values = new double[run.starts()];
        for (int i = 0; i < values.length; i++) {
            values[i] = jvm(run);
        }
        return median(Arrays.stream(values));
    }

    /** {@return the number that the program printed, or else the milliseconds until it printed something} */
    private static double jvm(Run run) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-XX:+UseSerialGC"); // which says to the byte what is in use
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(run.program().getName());
        command.addAll(run.parameters().values());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            if (line == null || process.waitFor() != 0) {
                throw new IllegalStateException(run + " failed");
            }
            return line.equals(ColdStart.ANSWERED) ? milliseconds : Double.parseDouble(line);
        }
    }
}
