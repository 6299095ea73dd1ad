/** Writes that are refused by expressions. */
@NullMarked
package dev.ocpv.testkit.server.admission.policy;

import org.jspecify.annotations.NullMarked;
