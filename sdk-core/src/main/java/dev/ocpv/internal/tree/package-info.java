/** Documents of maps, lists and scalars: merged, compared, changed. */
@NullMarked
package dev.ocpv.internal.tree;

import org.jspecify.annotations.NullMarked;
