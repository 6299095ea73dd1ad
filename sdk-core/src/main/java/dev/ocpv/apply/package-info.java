/** Writing a plan, step by step. */
@NullMarked
package dev.ocpv.apply;

import org.jspecify.annotations.NullMarked;
