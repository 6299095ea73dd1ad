package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.store.Entry;
import java.util.List;

/**
 * The answer to a list.
 *
 * @param revision the revision that it shows
 * @param entries the objects
 * @param continueToken where to go on, or empty
 * @param remaining how many come after, or -1 where that is not told
 */
public record Page(long revision, List<Entry> entries, String continueToken, long remaining) {}
