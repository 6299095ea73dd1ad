package dev.ocpv.testkit.server.registry;

import org.jspecify.annotations.Nullable;

/**
 * How something is to be deleted.
 *
 * @param gracePeriodSeconds the time it is given
 * @param propagation Orphan, Background or Foreground
 * @param uid what its uid must be
 * @param resourceVersion what its version must be
 * @param cascades whether the old way was used to ask for the dependents to go as well
 */
public record DeleteOptions(
        @Nullable Long gracePeriodSeconds,
        @Nullable String propagation,
        @Nullable String uid,
        @Nullable String resourceVersion,
        boolean cascades) {
    /** Nothing asked for. */
    public static final DeleteOptions NONE = new DeleteOptions(null, null, null, null, false);
}
