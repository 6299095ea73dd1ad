package dev.ocpv.apply;

import dev.ocpv.plan.Change;
import dev.ocpv.resource.Snapshot;

/**
 * A change that was written.
 *
 * @param change what was planned
 * @param before the resource right before the write
 * @param after the resource as the server returned it
 */
public record Applied(Change change, Snapshot before, Snapshot after) {}
