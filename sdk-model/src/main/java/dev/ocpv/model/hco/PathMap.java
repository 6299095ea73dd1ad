package dev.ocpv.model.hco;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The table of paths, read in one direction. */
final class PathMap {
    /** Where a field goes; {@code inverted} turns true into false. */
    record Target(String path, boolean inverted) {}

    private record Row(String v1beta1, String v1, String kind) {

        Target toV1() {
            return new Target(v1, kind.endsWith("inverted"));
        }

        Target toV1beta1() {
            return new Target(v1beta1, kind.endsWith("inverted"));
        }
    }

    private final Map<String, Target> targets = new LinkedHashMap<>();

    private PathMap() {}

    /** {@return the way from v1beta1 to v1, where three gates are either still gates or already fields} */
    static PathMap toV1(boolean gatesAreFields) {
        var map = new PathMap();
        rows(row -> !row.v1.isEmpty() && !row.kind.startsWith(gatesAreFields ? "gate-until" : "field-after"))
                .forEach(row -> map.targets.put(row.v1beta1, row.toV1()));
        return map;
    }

    /** {@return the way from v1 to v1beta1; both forms of the three gates are understood} */
    static PathMap toV1beta1() {
        var map = new PathMap();
        rows(row -> !row.v1.isEmpty()).forEach(row -> map.targets.put(row.v1, row.toV1beta1()));
        return map;
    }

    Optional<Target> exact(String path) {
        return Optional.ofNullable(targets.get(path));
    }

    /** {@return whether fields below this one are moved one by one} */
    boolean hasBelow(String path) {
        return targets.keySet().stream().anyMatch(key -> key.startsWith(path + ".") || key.startsWith(path + "[]"));
    }

    /** {@return where the list goes whose items are converted one by one} */
    Optional<String> listBelow(String path) {
        return targets.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(path + "[]"))
                .map(entry -> entry.getValue().path())
                .map(target -> target.substring(0, target.indexOf("[]")))
                .findFirst();
    }

    private static List<Row> rows(Predicate<Row> wanted) {
        try (var stream = Objects.requireNonNull(PathMap.class.getResourceAsStream("paths.tsv"), "paths.tsv")) {
            var rows = new ArrayList<Row>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2]))
                    .filter(wanted)
                    .forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
