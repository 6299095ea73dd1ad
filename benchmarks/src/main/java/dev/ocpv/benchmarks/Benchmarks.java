package dev.ocpv.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything once, and in further rounds what came close to its goal. Within a round, what is compared runs one after the other, so
 * that whatever else the machine does hits both. Begins no other round when the time is over. Writes the page unless only a part was asked for.
 */
public final class Benchmarks {
    private int rounds = 3;
    private Duration limit = Duration.ofMinutes(40);
    private String only = "";
    private Path page = Path.of("performance.md");

    private Benchmarks() {}

    /** Options: {@code rounds=N} and {@code minutes=N} (both at most), {@code only=TEXT} (a part of the names of figures), {@code page=FILE}. */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        Benchmarks benchmarks = new Benchmarks();
        for (String arg : args) {
            String[] option = arg.split("=", 2);
            benchmarks.option(option[0], option[1]);
        }
        benchmarks.run();
    }

    private void option(String name, String value) {
        switch (name) {
            case "rounds" -> rounds = Integer.parseInt(value);
            case "minutes" -> limit = Duration.ofMinutes(Long.parseLong(value));
            case "only" -> only = value;
            case "page" -> page = Path.of(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private void run() throws RunnerException, IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>(Figure.ALL);
        figures.removeIf(figure -> !figure.name().contains(only));
        Measurements measurements = new Measurements();
        long start = System.nanoTime();
        int round = 0;
        for (Duration taken = Duration.ZERO; round == 0 || (round < rounds && taken.compareTo(limit) < 0); round++) {
            for (Figure figure : figures) {
                if (round == 0 || figure.isClose(measurements.of(figure))) {
                    measurements.take(round, figure.ours());
                    measurements.take(round, figure.other());
                }
            }
            taken = Duration.ofNanos(System.nanoTime() - start);
        }
        Page text = new Page(figures, measurements, round);
        System.out.println(text.table());
        if (only.isEmpty()) {
            text.write(page);
        }
    }
}
