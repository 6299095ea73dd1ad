package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.status.StatusException;
import java.util.List;
import java.util.function.Consumer;

/** What a controller asks of the API server, under its own name; like any client it may be refused. */
final class Requests {
    private final Registry registry;
    private final Call.Client self;

    Requests(Backend backend, Registry registry, String serviceAccount) {
        this.registry = registry;
        this.self = new Call.Client(
                "system:serviceaccount:kube-system:" + serviceAccount,
                List.of("system:serviceaccounts", "system:serviceaccounts:kube-system", "system:authenticated"),
                "kube-controller-manager/v1." + backend.minor() + ".0");
    }

    void delete(Item item, String propagation) {
        ObjectNode options = Json.object();
        options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("propagationPolicy", propagation);
        options.putObject("preconditions").put("uid", item.uid());
        Call.Address address = new Call.Address("delete", item.namespace(), item.name(), "");
        send(registry::delete, item.def(), address, "application/json", options);
    }

    void deleteAll(ResourceDef def, String namespace) {
        ObjectNode options = Json.object();
        options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("propagationPolicy", "Background");
        Call.Address address = new Call.Address("deletecollection", namespace, "", "");
        send(registry::deleteCollection, def, address, "application/json", options);
    }

    /** Merges into metadata, of this very object and no other of its name. */
    void patchMetadata(Item item, ObjectNode metadata) {
        ObjectNode patch = Json.object();
        patch.set("metadata", metadata.put("uid", item.uid()));
        Call.Address address = new Call.Address("patch", item.namespace(), item.name(), "");
        send(registry::patch, item.def(), address, "application/merge-patch+json", patch);
    }

    void update(Item item, String subresource, ObjectNode object) {
        Call.Address address = new Call.Address("update", item.namespace(), item.name(), subresource);
        send(registry::update, item.def(), address, "application/json", object);
    }

    /** Whoever was faster, or refuses, has a reason: the next change of the object is the next occasion. */
    private void send(
            Consumer<Call> verb, ResourceDef def, Call.Address address, String contentType, ObjectNode document) {
        Call.Body body = new Call.Body(contentType, JsonWriter.bytes(document));
        try {
            verb.accept(new Call(def, address, Query.parse(""), body, self));
        } catch (StatusException refused) {
            return;
        }
    }
}
