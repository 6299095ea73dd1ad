/** One class for each operator of OpenShift Virtualization, and for the parts of Kubernetes that make pods run. */
@NullMarked
package dev.ocpv.testkit.simulator;

import org.jspecify.annotations.NullMarked;
