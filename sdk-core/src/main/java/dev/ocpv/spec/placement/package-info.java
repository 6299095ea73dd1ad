/** Where the parts of OpenShift Virtualization run. */
@NullMarked
package dev.ocpv.spec.placement;

import org.jspecify.annotations.NullMarked;
