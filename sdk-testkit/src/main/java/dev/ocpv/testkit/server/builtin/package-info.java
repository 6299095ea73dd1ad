/** The built-in kinds, as data and as strategies. */
@NullMarked
package dev.ocpv.testkit.server.builtin;

import org.jspecify.annotations.NullMarked;
