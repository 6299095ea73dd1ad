/** What a user wants, in the user's words. */
@NullMarked
package dev.ocpv.spec;

import org.jspecify.annotations.NullMarked;
