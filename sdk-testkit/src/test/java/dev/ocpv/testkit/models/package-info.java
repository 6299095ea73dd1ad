/** The definitions of the model against the verdicts of a real kube-apiserver. */
@NullMarked
package dev.ocpv.testkit.models;

import org.jspecify.annotations.NullMarked;
