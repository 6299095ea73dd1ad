/** Bytes to JSON trees and back, the way the real server reads and writes them. */
@NullMarked
package dev.ocpv.testkit.server.codec;

import org.jspecify.annotations.NullMarked;
