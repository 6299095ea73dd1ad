package dev.ocpv.validate;

import dev.ocpv.live.LiveState;
import dev.ocpv.spec.DesiredState;

/**
 * What a rule may look at besides its spec.
 *
 * @param desired everything the user wants
 * @param live what the cluster looks like
 */
public record Context(DesiredState desired, LiveState live) {}
