/** Whether the cluster follows. */
@NullMarked
package dev.ocpv.verify;

import org.jspecify.annotations.NullMarked;
