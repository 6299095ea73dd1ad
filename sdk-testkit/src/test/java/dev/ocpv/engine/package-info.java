/** The engine against a server in memory, with a spec that says what to write in so many words. */
@NullMarked
package dev.ocpv.engine;

import org.jspecify.annotations.NullMarked;
