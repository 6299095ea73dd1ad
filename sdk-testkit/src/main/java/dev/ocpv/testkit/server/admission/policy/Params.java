package dev.ocpv.testkit.server.admission.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.LabelSelector;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that a binding gives to its policy. */
final class Params {
    private final Backend backend;

    Params(Backend backend) {
        this.backend = backend;
    }

    /** Parameters that cannot be had. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /** {@return the resource of the kind that a policy names, or null where it names none} */
    @Nullable
    ResourceDef kind(JsonNode policySpec) throws MissingException {
        JsonNode kind = policySpec.path("paramKind");
        if (!kind.isObject()) {
            return null;
        }
        String apiVersion = Json.textAt(kind, "apiVersion");
        ResourceDef def = backend.catalog().findKind(apiVersion, Json.textAt(kind, "kind"));
        if (def == null) {
            throw new MissingException("failed to find resource referenced by paramKind: '"
                    + (apiVersion.contains("/") ? "" : "/") + apiVersion + ", Kind=" + Json.textAt(kind, "kind") + "'");
        }
        return def;
    }

    /** {@return the parameters, each of which is to be used in turn; a missing node stands for none} */
    List<JsonNode> of(@Nullable ResourceDef def, JsonNode bindingSpec, String namespace) throws MissingException {
        JsonNode ref = bindingSpec.path("paramRef");
        if (def == null || !ref.isObject()) {
            return List.of(Json.missing());
        }
        String given = Json.textAt(ref, "namespace");
        if (!def.namespaced() && !given.isEmpty()) {
            throw new MissingException("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
        }
        String place = !def.namespaced() ? "" : given.isEmpty() ? namespace : given;
        if (def.namespaced() && place.isEmpty()) {
            throw new MissingException(
                    "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
        }
        List<JsonNode> params = found(def, ref, place);
        if (params.isEmpty() && Json.textAt(ref, "parameterNotFoundAction").equals("Deny")) {
            throw new MissingException("no params found for policy binding with `Deny` parameterNotFoundAction");
        }
        return params;
    }

    private List<JsonNode> found(ResourceDef def, JsonNode ref, String namespace) {
        String name = Json.textAt(ref, "name");
        List<JsonNode> params = new ArrayList<>(1);
        if (!name.isEmpty()) {
            Entry entry = backend.store().current().get(def.storage(), namespace, name);
            if (entry != null) {
                params.add(read(def, entry));
            }
            return params;
        }
        LabelSelector selector = LabelSelector.of(ref.path("selector"));
        for (Entry entry : backend.store().current().all(def.storage())) {
            JsonNode labels = entry.object().path("metadata").path("labels");
            if (entry.namespace().equals(namespace) && selector.matches(labels)) {
                params.add(read(def, entry));
            }
        }
        return params;
    }

    private static JsonNode read(ResourceDef def, Entry entry) {
        Call.Address address = new Call.Address("get", entry.namespace(), entry.name(), "");
        Call.Client nobody = new Call.Client("", List.of(), "");
        Call call = new Call(def, address, Query.parse(""), new Call.Body("", new byte[0]), nobody);
        return def.strategy().read(call, entry);
    }
}
