/** Who may do what. */
@NullMarked
package dev.ocpv.testkit.server.authorization;

import org.jspecify.annotations.NullMarked;
