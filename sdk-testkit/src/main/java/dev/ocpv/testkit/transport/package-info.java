/** Two doors to the server: in-process for fabric8 clients, and HTTP for everyone. */
@NullMarked
package dev.ocpv.testkit.transport;

import org.jspecify.annotations.NullMarked;
