/** What generated code calls; not for users, may change in any release. */
@NullMarked
package dev.ocpv.model.internal;

import org.jspecify.annotations.NullMarked;
