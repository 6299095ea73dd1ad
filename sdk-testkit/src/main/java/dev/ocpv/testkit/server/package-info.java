/** A Kubernetes API server in memory: request in, response or event stream out. */
@NullMarked
package dev.ocpv.testkit.server;

import org.jspecify.annotations.NullMarked;
