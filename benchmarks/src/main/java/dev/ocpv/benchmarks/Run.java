package dev.ocpv.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be measured.
 *
 * @param program the class that does it
 * @param method of the JMH benchmark; empty where the program is a JVM of its own
 * @param parameters of the JMH benchmark, or the arguments of the program
 * @param starts how often a JVM of its own is started, of which the median counts
 */
record Run(Class<?> program, String method, Map<String, String> parameters, int starts) {
    static Run jmh(Class<?> program, String method, @Nullable Object... namesAndValues) {
        return new Run(program, method, parameters(namesAndValues), 1);
    }

    static Run jvm(Class<?> program, @Nullable Object... namesAndValues) {
        return new Run(program, "", parameters(namesAndValues), 1);
    }

    /** {@return the same, started some times} One start of a JVM alone says little about starts. */
    Run times(int count) {
        return new Run(program, method, parameters, count);
    }

    private static Map<String, String> parameters(@Nullable Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return parameters;
    }
}
