package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;

/**
 * One object, as controllers remember it.
 *
 * @param def the resource, in the version in which it was last written
 * @param namespace the namespace, or empty
 * @param name the name
 * @param uid what tells it from an earlier object of the same name
 */
record Item(ResourceDef def, String namespace, String name, String uid) {
    static Item of(ResourceDef def, Entry entry) {
        return new Item(def, entry.namespace(), entry.name(), Json.textAt(entry.object(), "metadata", "uid"));
    }

    static boolean isGoing(Entry entry) {
        return entry.object().path("metadata").has("deletionTimestamp");
    }

    static boolean hasFinalizer(Entry entry, String finalizer) {
        for (JsonNode one : entry.object().path("metadata").path("finalizers")) {
            if (one.asText().equals(finalizer)) {
                return true;
            }
        }
        return false;
    }
}
