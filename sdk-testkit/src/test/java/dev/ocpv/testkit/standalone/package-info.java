@NullMarked
package dev.ocpv.testkit.standalone;

import org.jspecify.annotations.NullMarked;
