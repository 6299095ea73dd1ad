@NullMarked
package dev.ocpv.testkit.server.openapi;

import org.jspecify.annotations.NullMarked;
