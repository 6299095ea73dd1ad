/** Build steps of the model: CRD files before the generator runs, its sources after it ran. */
@NullMarked
package dev.ocpv.model.codegen;

import org.jspecify.annotations.NullMarked;
