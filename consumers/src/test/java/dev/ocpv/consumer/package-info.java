/** A user of the model, on whichever fabric8 the project around it brings. */
@NullMarked
package dev.ocpv.consumer;

import org.jspecify.annotations.NullMarked;
