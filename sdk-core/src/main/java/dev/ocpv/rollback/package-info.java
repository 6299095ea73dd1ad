/** Taking an apply back. */
@NullMarked
package dev.ocpv.rollback;

import org.jspecify.annotations.NullMarked;
