/** What a phase came to, and the findings and errors that phases share. */
@NullMarked
package dev.ocpv.report;

import org.jspecify.annotations.NullMarked;
