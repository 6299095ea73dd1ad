/** Where disks live, and how. */
@NullMarked
package dev.ocpv.spec.storage;

import org.jspecify.annotations.NullMarked;
