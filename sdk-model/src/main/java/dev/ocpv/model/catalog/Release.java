package dev.ocpv.model.catalog;

import java.util.Arrays;
import java.util.Optional;

/** An OpenShift minor release whose APIs the catalogue knows, oldest first. */
public enum Release {
    /** OpenShift 4.17. */
    OCP_4_17("4.17"),
    /** OpenShift 4.18. */
    OCP_4_18("4.18"),
    /** OpenShift 4.19. */
    OCP_4_19("4.19"),
    /** OpenShift 4.20. */
    OCP_4_20("4.20"),
    /** OpenShift 4.21. */
    OCP_4_21("4.21"),
    /** OpenShift 4.22. */
    OCP_4_22("4.22");

    private final String version;

    Release(String version) {
        this.version = version;
    }

    /** {@return the minor version, such as {@code 4.17}} */
    public String version() {
        return version;
    }

    /** Finds the release of a version such as {@code 4.17} or {@code 4.17.9}. */
    public static Optional<Release> of(String version) {
        return Arrays.stream(values())
                .filter(release -> version.equals(release.version) || version.startsWith(release.version + "."))
                .findFirst();
    }

    /** {@return the newest release the catalogue knows} */
    public static Release newest() {
        return values()[values().length - 1];
    }

    @Override
    public String toString() {
        return version;
    }
}
