/** What must hold before a plan is made. */
@NullMarked
package dev.ocpv.validate;

import org.jspecify.annotations.NullMarked;
