/** Memory overcommit. */
@NullMarked
package dev.ocpv.applicator.density;

import org.jspecify.annotations.NullMarked;
