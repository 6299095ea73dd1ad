/** Tests of the generated API types. */
@NullMarked
package dev.ocpv.model;

import org.jspecify.annotations.NullMarked;
