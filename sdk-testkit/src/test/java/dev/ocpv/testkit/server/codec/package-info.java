@NullMarked
package dev.ocpv.testkit.server.codec;

import org.jspecify.annotations.NullMarked;
