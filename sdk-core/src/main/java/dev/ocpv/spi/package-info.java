/** For those who add a kind of spec. */
@NullMarked
package dev.ocpv.spi;

import org.jspecify.annotations.NullMarked;
