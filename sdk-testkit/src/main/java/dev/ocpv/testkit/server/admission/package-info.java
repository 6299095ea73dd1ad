/** What may change or refuse a write before it is stored. */
@NullMarked
package dev.ocpv.testkit.server.admission;

import org.jspecify.annotations.NullMarked;
