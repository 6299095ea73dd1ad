package dev.ocpv.testkit;

/** A release of OpenShift, as far as its cluster in memory differs from the others. */
public enum Release {
    OCP_4_17("4.17", "4.17.4", "1.30"),
    OCP_4_18("4.18", "4.18.3", "1.31"),
    OCP_4_19("4.19", "4.19.1", "1.32"),
    OCP_4_20("4.20", "4.20.1", "1.33"),
    OCP_4_21("4.21", "4.21.0", "1.34"),
    OCP_4_22("4.22", "4.22.0", "1.35");

    private final String version;
    private final String operatorVersion;
    private final String kubernetes;

    Release(String version, String operatorVersion, String kubernetes) {
        this.version = version;
        this.operatorVersion = operatorVersion;
        this.kubernetes = kubernetes;
    }

    /** {@return the release as people write it, such as {@code 4.17}} */
    public String version() {
        return version;
    }

    /** {@return the version of OpenShift Virtualization that a cluster of this release has installed} */
    public String operatorVersion() {
        return operatorVersion;
    }

    /** {@return the minor version of Kubernetes below, such as {@code 1.30}} */
    public String kubernetes() {
        return kubernetes;
    }

    /** {@return the release of that version}; throws {@link IllegalArgumentException} for any other. */
    public static Release of(String version) {
        for (var release : values()) {
            if (release.version.equals(version)) {
                return release;
            }
        }
        throw new IllegalArgumentException("No release " + version + "; known are 4.17 to 4.22");
    }
}
