/** Limits and network of live migrations. */
@NullMarked
package dev.ocpv.applicator.migration;

import org.jspecify.annotations.NullMarked;
