/** The API as facts: the definition of each kind at each OpenShift release. */
@NullMarked
package dev.ocpv.model.catalog;

import org.jspecify.annotations.NullMarked;
