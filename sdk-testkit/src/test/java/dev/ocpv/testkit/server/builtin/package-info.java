@NullMarked
package dev.ocpv.testkit.server.builtin;

import org.jspecify.annotations.NullMarked;
