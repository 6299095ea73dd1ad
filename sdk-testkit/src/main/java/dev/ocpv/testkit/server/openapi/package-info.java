/** The server's APIs as OpenAPI documents, version 2 and 3. */
@NullMarked
package dev.ocpv.testkit.server.openapi;

import org.jspecify.annotations.NullMarked;
