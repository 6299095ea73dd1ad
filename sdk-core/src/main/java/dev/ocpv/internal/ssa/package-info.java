/** Field ownership as the API server records it. */
@NullMarked
package dev.ocpv.internal.ssa;

import org.jspecify.annotations.NullMarked;
