/** Feeds parsers what nobody should send them. */
@NullMarked
package dev.ocpv.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
