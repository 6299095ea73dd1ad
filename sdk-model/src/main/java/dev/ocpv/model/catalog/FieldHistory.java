package dev.ocpv.model.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the release tables tell of one field of one API version. */
final class FieldHistory {
    private final List<Change> changes;
    private final String version;
    private final String path;

    FieldHistory(List<Change> changes, String version, String path) {
        this.changes = changes;
        this.version = version;
        this.path = path;
    }

    /** {@return the release that brought the field; empty when the oldest release has it} */
    Optional<Release> since() {
        return last(change -> isStructure(change) && change.before().isEmpty()).map(Change::release);
    }

    /** {@return the release that took the field away} */
    Optional<Release> removed() {
        return last(change -> isStructure(change) && change.now().isEmpty()).map(Change::release);
    }

    /** {@return the release from which on the field is marked as deprecated, as seen from a release} */
    Optional<Release> deprecated(Release seenFrom) {
        return last(change -> change.attribute().equals("deprecated-field")
                        && change.path().equals(path)
                        && change.release().compareTo(seenFrom) <= 0)
                .filter(change -> !change.now().isEmpty())
                .map(Change::release);
    }

    /** {@return the field that took over, as seen from a release} */
    Optional<String> movedTo(Release seenFrom) {
        return last(change -> change.attribute().equals("moved-to")
                        && change.path().equals(path)
                        && change.release().compareTo(seenFrom) <= 0)
                .map(change -> String.valueOf(Trees.parse(change.now())));
    }

    private boolean isStructure(Change change) {
        return switch (change.attribute()) {
            case "version" -> !path.isEmpty();
            case "field" -> change.path().equals(path) || isBelow(change.path());
            default -> false;
        };
    }

    private boolean isBelow(String other) {
        return path.startsWith(other)
                && path.length() > other.length()
                && ".[{".indexOf(path.charAt(other.length())) >= 0;
    }

    private Optional<Change> last(Predicate<Change> wanted) {
        return changes.stream()
                .filter(change -> change.version().equals(version))
                .filter(wanted)
                .reduce((earlier, later) -> later);
    }
}
