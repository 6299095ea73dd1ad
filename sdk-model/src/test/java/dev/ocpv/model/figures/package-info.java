/** Programs that measure the model; docs/model-figures.md says how to run them. */
@NullMarked
package dev.ocpv.model.figures;

import org.jspecify.annotations.NullMarked;
