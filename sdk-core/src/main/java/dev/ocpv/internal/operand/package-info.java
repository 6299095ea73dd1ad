/** What the operators of OpenShift Virtualization make of a configuration. */
@NullMarked
package dev.ocpv.internal.operand;

import org.jspecify.annotations.NullMarked;
