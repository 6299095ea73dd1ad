/** Programs that show the SDK at work. */
@NullMarked
package dev.ocpv.examples;

import org.jspecify.annotations.NullMarked;
