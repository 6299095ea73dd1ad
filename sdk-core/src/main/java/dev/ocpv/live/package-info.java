/** What is true of a live cluster, as pure functions over what was read from it. */
@NullMarked
package dev.ocpv.live;

import org.jspecify.annotations.NullMarked;
