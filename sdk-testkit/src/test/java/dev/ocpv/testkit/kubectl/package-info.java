@NullMarked
package dev.ocpv.testkit.kubectl;

import org.jspecify.annotations.NullMarked;
