/** A multi-version store: one writer, lock-free readers, one global revision. */
@NullMarked
package dev.ocpv.testkit.server.store;

import org.jspecify.annotations.NullMarked;
