/** Server-side apply: field paths and sets, typed merge, ownership of fields by managers. */
@NullMarked
package dev.ocpv.testkit.server.smd;

import org.jspecify.annotations.NullMarked;
