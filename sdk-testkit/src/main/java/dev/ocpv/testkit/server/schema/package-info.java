/** Structural schemas: compiled once, then used to prune, default and validate documents as a kube-apiserver does. */
@NullMarked
package dev.ocpv.testkit.server.schema;

import org.jspecify.annotations.NullMarked;
