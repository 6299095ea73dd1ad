/** Tests of the build steps of the model. */
@NullMarked
package dev.ocpv.model.codegen;

import org.jspecify.annotations.NullMarked;
