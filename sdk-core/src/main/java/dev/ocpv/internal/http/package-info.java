/** Requests to an API server and its answers, as maps and lists. */
@NullMarked
package dev.ocpv.internal.http;

import org.jspecify.annotations.NullMarked;
