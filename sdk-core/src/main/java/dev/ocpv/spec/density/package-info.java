/** How many virtual machines fit on a node. */
@NullMarked
package dev.ocpv.spec.density;

import org.jspecify.annotations.NullMarked;
