/** Measures the API server in memory beside the mock server of fabric8, and writes what comes out as a page. */
@NullMarked
package dev.ocpv.benchmarks;

import org.jspecify.annotations.NullMarked;
