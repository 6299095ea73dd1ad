/** CEL rules of custom resource definitions, with the functions that Kubernetes adds to the language. */
@NullMarked
package dev.ocpv.testkit.server.cel;

import org.jspecify.annotations.NullMarked;
