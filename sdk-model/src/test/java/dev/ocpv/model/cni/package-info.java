/** Tests of what stands in the config of a NetworkAttachmentDefinition. */
@NullMarked
package dev.ocpv.model.cni;

import org.jspecify.annotations.NullMarked;
