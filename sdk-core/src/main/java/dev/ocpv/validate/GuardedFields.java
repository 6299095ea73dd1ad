package dev.ocpv.validate;

import dev.ocpv.model.catalog.RuleCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Which rules guard which field of the API, for {@code ApiCatalog.withRules}.
 *
 * <p>A rule that guards an object or a list guards everything in it.
 */
public final class GuardedFields implements RuleCodes {
    private static final String TABLE = "guarded-fields.tsv";

    private record Guard(String crd, String version, String path, List<String> codes) {

        static Guard of(String line) {
            var cells = line.split("\t", -1);
            return new Guard(cells[0], cells[1], cells[2], List.of(cells[3].split(",", -1)));
        }

        boolean covers(String otherCrd, String otherVersion, String other) {
            return crd.equals(otherCrd)
                    && version.equals(otherVersion)
                    && (other.equals(path) || other.startsWith(path + ".") || other.startsWith(path + "["));
        }
    }

    private final List<Guard> guards;

    private GuardedFields(List<Guard> guards) {
        this.guards = guards;
    }

    /** {@return the rules of this SDK} */
    public static GuardedFields load() {
        try (var stream = Objects.requireNonNull(GuardedFields.class.getResourceAsStream(TABLE), TABLE)) {
            return new GuardedFields(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(Guard::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> of(String crd, String version, String path) {
        return guards.stream()
                .filter(guard -> guard.covers(crd, version, path))
                .flatMap(guard -> guard.codes().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
