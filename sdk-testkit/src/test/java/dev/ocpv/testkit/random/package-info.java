/** Random requests against a model that is too simple to be wrong. */
@NullMarked
package dev.ocpv.testkit.random;

import org.jspecify.annotations.NullMarked;
