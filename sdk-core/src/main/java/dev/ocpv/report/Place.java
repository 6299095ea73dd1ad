package dev.ocpv.report;

import java.util.Optional;

/**
 * What a finding is about.
 *
 * @param subject the spec or resource, such as {@code WorkloadPlacement} or {@code StorageClass/fast}
 * @param path the field within it; empty for the whole
 * @param location where the user wrote it, if it came from a text
 */
public record Place(String subject, String path, Optional<Location> location) {

    /** {@return a place without a location in a text} */
    public static Place of(String subject, String path) {
        return new Place(subject, path, Optional.empty());
    }

    @Override
    public String toString() {
        var what = path.isEmpty() ? subject : subject + " " + path;
        return location.map(where -> where + "  " + what).orElse(what);
    }
}
