package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;

/** Which version of OpenShift Virtualization a cluster of a release has installed. */
public final class Versions {

    private Versions() {}

    /** {@return the version of the operator, such as {@code 4.17.4}} */
    public static String operator(Release release) {
        return release == Release.OCP_4_17 ? "4.17.4" : release.version() + ".0";
    }

    /** {@return the name of its ClusterServiceVersion} */
    public static String clusterServiceVersion(Release release) {
        return "kubevirt-hyperconverged-operator.v" + operator(release);
    }

    /** {@return whether the operator deploys wasp-agent itself when memory is overcommitted} */
    static boolean deploysWasp(Release release) {
        return release.compareTo(Release.OCP_4_20) >= 0;
    }
}
