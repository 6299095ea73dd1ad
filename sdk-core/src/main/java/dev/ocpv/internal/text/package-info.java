/** Words and amounts. */
@NullMarked
package dev.ocpv.internal.text;

import org.jspecify.annotations.NullMarked;
