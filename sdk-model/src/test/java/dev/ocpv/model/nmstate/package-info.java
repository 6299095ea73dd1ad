/** Tests of the typed network state. */
@NullMarked
package dev.ocpv.model.nmstate;

import org.jspecify.annotations.NullMarked;
