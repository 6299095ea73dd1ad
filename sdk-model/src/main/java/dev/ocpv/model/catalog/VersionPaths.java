package dev.ocpv.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a field of one API version of HyperConverged is in the other. */
final class VersionPaths {
    /** A field of one API version. */
    record Place(String version, String path) {

        @Override
        public String toString() {
            return version + " " + path;
        }
    }

    private record Pair(String v1beta1, String v1) {}

    private static final String HYPERCONVERGED = "hyperconvergeds.hco.kubevirt.io";

    private final List<Pair> pairs = new ArrayList<>();

    /** {@return the map of this definition, which is empty for all but one} */
    static VersionPaths of(String crd) {
        var paths = new VersionPaths();
        if (crd.equals(HYPERCONVERGED)) {
            ReleaseTables.text("hco/paths.tsv")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> !cells[1].isEmpty() && !cells[2].startsWith("field-after"))
                    .forEach(cells -> paths.pairs.add(new Pair(cells[0], cells[1])));
        }
        return paths;
    }

    /** Finds the same field in the other version; fields below a moved one move with it. */
    Optional<Place> other(String version, String path) {
        var toOld = version.equals("v1");
        for (Pair pair : pairs) {
            var from = toOld ? pair.v1 : pair.v1beta1;
            if (path.equals(from) || path.startsWith(from + ".") || path.startsWith(from + "[")) {
                var rest = path.substring(from.length());
                return Optional.of(toOld ? new Place("v1beta1", pair.v1beta1 + rest) : new Place("v1", pair.v1 + rest));
            }
        }
        return Optional.empty();
    }
}
