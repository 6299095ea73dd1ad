/** Default classes, storage profiles and host path storage. */
@NullMarked
package dev.ocpv.applicator.storage;

import org.jspecify.annotations.NullMarked;
