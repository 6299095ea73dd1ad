/** What would change, and with what impact. */
@NullMarked
package dev.ocpv.plan;

import org.jspecify.annotations.NullMarked;
