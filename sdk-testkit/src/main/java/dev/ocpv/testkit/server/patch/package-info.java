/** The three patch formats that are no server-side apply. */
@NullMarked
package dev.ocpv.testkit.server.patch;

import org.jspecify.annotations.NullMarked;
