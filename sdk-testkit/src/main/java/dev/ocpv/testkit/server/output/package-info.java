/** The forms in which answers come: the object itself, a Table of it, or its metadata alone; as JSON or YAML. */
@NullMarked
package dev.ocpv.testkit.server.output;

import org.jspecify.annotations.NullMarked;
