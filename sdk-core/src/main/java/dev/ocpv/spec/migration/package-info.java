/** How virtual machines move between nodes. */
@NullMarked
package dev.ocpv.spec.migration;

import org.jspecify.annotations.NullMarked;
