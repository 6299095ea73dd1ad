/** The API server, request by request. */
@NullMarked
package dev.ocpv.testkit.server;

import org.jspecify.annotations.NullMarked;
