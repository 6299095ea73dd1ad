/** Which thing and which field, and what they looked like when seen. */
@NullMarked
package dev.ocpv.resource;

import org.jspecify.annotations.NullMarked;
