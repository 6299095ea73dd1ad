/** Everything that talks to a cluster; may change in any release. */
@NullMarked
package dev.ocpv.internal.engine;

import org.jspecify.annotations.NullMarked;
