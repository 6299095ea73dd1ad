/** What the cluster looks like, read once. */
@NullMarked
package dev.ocpv.live;

import org.jspecify.annotations.NullMarked;
