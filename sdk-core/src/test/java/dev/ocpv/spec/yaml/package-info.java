/** Desired states in YAML. */
@NullMarked
package dev.ocpv.spec.yaml;

import org.jspecify.annotations.NullMarked;
