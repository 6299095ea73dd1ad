/** Programs elsewhere that the server asks, over HTTPS. */
@NullMarked
package dev.ocpv.testkit.server.webhook;

import org.jspecify.annotations.NullMarked;
