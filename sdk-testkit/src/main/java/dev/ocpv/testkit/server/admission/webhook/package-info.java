/** Writes that are changed or refused by others, over HTTP. */
@NullMarked
package dev.ocpv.testkit.server.admission.webhook;

import org.jspecify.annotations.NullMarked;
