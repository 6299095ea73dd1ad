package dev.ocpv.testkit.fuzz;

/**
 * What jazzer calls: {@code mvn -Pfuzz -pl sdk-testkit test-compile exec:exec -Dfuzz.parser=JSON}.
 *
 * <p>It does not need jazzer to compile, so the corpora are replayed by every build without it.
 */
public final class Fuzzer {
    private static final Parser PARSER = Parser.valueOf(System.getProperty("fuzz.parser", "JSON"));
    private static final Prey PREY = Definitions.prey();

    private Fuzzer() {}

    /** Feeds one input; named and shaped as jazzer wants it. */
    public static void fuzzerTestOneInput(byte[] input) {
        PREY.reset();
        PARSER.feed(PREY, input);
    }
}
