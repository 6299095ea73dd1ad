package dev.ocpv.testkit.fuzz;

import java.nio.file.Path;

/**
 * What jazzer calls: {@code mvn -Pfuzz -pl sdk-testkit test-compile exec:exec -Dfuzz.parser=JSON}.
 *
 * <p>It does not need jazzer to compile, so the corpora are replayed by every build without it.
 */
public final class Fuzzer {
    private static final Parser PARSER = Parser.valueOf(System.getProperty("fuzz.parser", "JSON"));
    private static final Prey PREY = Definitions.prey();

    private Fuzzer() {}

    /** Loads what takes long to load, before the clock of the first input runs, and lays out the corpus; named as jazzer wants it. */
    public static void fuzzerInitialize() {
        Corpus.unpack(PARSER, Path.of(System.getProperty("fuzz.corpus", "target/fuzz")));
        fuzzerTestOneInput(new byte[] {'1'});
    }

    /** Feeds one input; named and shaped as jazzer wants it. */
    public static void fuzzerTestOneInput(byte[] input) {
        PREY.reset();
        PARSER.feed(PREY, input);
    }
}
