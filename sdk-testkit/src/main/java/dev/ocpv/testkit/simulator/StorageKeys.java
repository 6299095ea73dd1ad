package dev.ocpv.testkit.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which row of the capability table stands for a StorageClass, since some drivers differ by their parameters. */
final class StorageKeys {

    private static final List<Line> LINES =
            Table.read("storage-keys.tsv").stream().map(Line::of).toList();

    private StorageKeys() {}

    /** {@return the key, or nothing when the parameters are none that CDI knows} */
    static Optional<String> of(String provisioner, Map<String, String> parameters) {
        return LINES.stream()
                .filter(line -> line.provisioner.equals(provisioner) && line.matches(parameters))
                .findFirst()
                .map(line ->
                        line.suffix.equals("!") ? Optional.<String>empty() : Optional.of(provisioner + line.suffix))
                .orElse(Optional.of(provisioner));
    }

    private record Line(String provisioner, String parameter, String test, String value, String suffix) {

        static Line of(List<String> cells) {
            return new Line(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        }

        boolean matches(Map<String, String> parameters) {
            var actual = parameters.getOrDefault(parameter, "");
            return switch (test) {
                case "any" -> true;
                case "is" -> actual.equals(value);
                case "is~" -> actual.equalsIgnoreCase(value);
                case "starts" -> actual.startsWith(value);
                case "holds~" -> actual.toLowerCase(Locale.ROOT).contains(value);
                case "all" -> Stream.of(value.split(" ")).allMatch(actual::contains);
                case "none" -> actual.isEmpty();
                case "set" -> !actual.isEmpty();
                default -> throw new IllegalStateException("No test called " + test);
            };
        }
    }
}
