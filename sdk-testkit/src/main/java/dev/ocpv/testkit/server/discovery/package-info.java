/** What the server says about itself: groups, resources, versions, schemas. */
@NullMarked
package dev.ocpv.testkit.server.discovery;

import org.jspecify.annotations.NullMarked;
