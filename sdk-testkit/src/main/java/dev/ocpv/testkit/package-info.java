/** A cluster in memory for tests: what a test calls. */
@NullMarked
package dev.ocpv.testkit;

import org.jspecify.annotations.NullMarked;
