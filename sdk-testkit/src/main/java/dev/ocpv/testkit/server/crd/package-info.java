/** Custom resources: their definitions, and the resources that definitions make. */
@NullMarked
package dev.ocpv.testkit.server.crd;

import org.jspecify.annotations.NullMarked;
