/** Tests of the catalogue. */
@NullMarked
package dev.ocpv.model.catalog;

import org.jspecify.annotations.NullMarked;
