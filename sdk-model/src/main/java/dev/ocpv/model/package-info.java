/** What all generated API types share; the types themselves are in one package for each API group and version. */
@NullMarked
package dev.ocpv.model;

import org.jspecify.annotations.NullMarked;
