/** Tests of the conversion between the shapes of HyperConverged. */
@NullMarked
package dev.ocpv.model.hco;

import org.jspecify.annotations.NullMarked;
