/** Where the parts of OpenShift Virtualization run. */
@NullMarked
package dev.ocpv.applicator.placement;

import org.jspecify.annotations.NullMarked;
