package dev.ocpv.verify;

/**
 * One thing to see in the cluster after an apply; implemented by what {@link Checks} makes, and by anyone who adds an applicator.
 *
 * <p>It is asked again and again until it has passed on consecutive looks, or failed, or the time is up.
 */
public interface Check {

    /** {@return what is true when it has passed, such as {@code DaemonSet/openshift-cnv/virt-handler is rolled out}} */
    String title();

    /** Looks once. */
    Observation observe(LiveReader live);
}
