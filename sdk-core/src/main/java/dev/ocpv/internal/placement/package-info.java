/** Rules and arithmetic that every placement shares. */
@NullMarked
package dev.ocpv.internal.placement;

import org.jspecify.annotations.NullMarked;
