/** Which writes policies and webhooks are asked about. */
@NullMarked
package dev.ocpv.testkit.server.admission.match;

import org.jspecify.annotations.NullMarked;
