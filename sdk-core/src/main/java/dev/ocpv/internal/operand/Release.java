package dev.ocpv.internal.operand;

/**
 * A release of OpenShift Virtualization.
 *
 * @param major the major version, such as 4
 * @param minor the minor version, such as 17
 */
public record Release(int major, int minor) {

    /** {@return the release of an operator version, which is numbered 1.13 for 4.17 where it was not built by Red Hat} */
    public static Release of(int major, int minor) {
        return major == 1 ? new Release(4, minor + 4) : new Release(major, minor);
    }

    /** {@return whether this is that minor version of release 4, or a later one} */
    public boolean isAtLeast(int minor) {
        return major > 4 || (major == 4 && this.minor >= minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
