package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.store.Event;

/**
 * A write that has been stored.
 *
 * @param def the resource, in the version of the request
 * @param event what happened
 * @param agent the User-Agent of who wrote; empty for what the server writes to definitions
 */
public record Commit(ResourceDef def, Event event, String agent) {}
