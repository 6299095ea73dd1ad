/** The Status answers of the real server, word by word. */
@NullMarked
package dev.ocpv.testkit.server.status;

import org.jspecify.annotations.NullMarked;
