/** Who sent a request. */
@NullMarked
package dev.ocpv.testkit.server.authentication;

import org.jspecify.annotations.NullMarked;
