/** Desired states written as YAML. */
@NullMarked
package dev.ocpv.spec.yaml;

import org.jspecify.annotations.NullMarked;
