/** The way in: a cluster and the verbs on it. */
@NullMarked
package dev.ocpv;

import org.jspecify.annotations.NullMarked;
