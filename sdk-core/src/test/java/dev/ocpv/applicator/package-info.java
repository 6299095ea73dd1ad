/** The applicators against a cluster written by hand. */
@NullMarked
package dev.ocpv.applicator;

import org.jspecify.annotations.NullMarked;
