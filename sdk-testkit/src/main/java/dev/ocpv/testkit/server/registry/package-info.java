/** What a resource is, and the generic verbs on it. */
@NullMarked
package dev.ocpv.testkit.server.registry;

import org.jspecify.annotations.NullMarked;
