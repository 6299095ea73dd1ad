/** HyperConverged in both of its shapes: one intent, written as v1beta1 or as v1. */
@NullMarked
package dev.ocpv.model.hco;

import org.jspecify.annotations.NullMarked;
