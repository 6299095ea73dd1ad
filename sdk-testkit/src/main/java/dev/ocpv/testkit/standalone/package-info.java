/** The cluster in memory as a program of its own, for everyone who does not write Java. */
@NullMarked
package dev.ocpv.testkit.standalone;

import org.jspecify.annotations.NullMarked;
