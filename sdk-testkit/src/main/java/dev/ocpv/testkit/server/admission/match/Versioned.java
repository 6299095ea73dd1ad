package dev.ocpv.testkit.server.admission.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.authorization.Attributes;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;

/**
 * A write as somebody sees it who wants to be asked in a version.
 *
 * @param request the write as it came in
 * @param def the resource in the version that is wanted
 * @param object the new object in that version
 * @param oldObject the stored object in that version
 */
public record Versioned(AdmissionRequest request, ResourceDef def, JsonNode object, JsonNode oldObject) {

    /** {@return the write in the version of a resource} */
    public static Versioned of(AdmissionRequest request, ResourceDef own, ResourceDef wanted) {
        return new Versioned(
                request,
                wanted,
                converted(request, own, wanted, request.object()),
                converted(request, own, wanted, request.oldObject()));
    }

    /** {@return an object of the wanted version as one of the version that came in} */
    public ObjectNode back(ResourceDef own, ObjectNode changed) {
        return converted(request, def, own, changed) instanceof ObjectNode object ? object : changed;
    }

    private static JsonNode converted(AdmissionRequest request, ResourceDef from, ResourceDef to, JsonNode object) {
        if (!(object instanceof ObjectNode tree)
                || from.apiVersion().equals(to.apiVersion())
                || request.target().subresource().equals("scale")
                || (!request.target().subresource().isEmpty() && !tree.has("metadata"))) {
            return object;
        }
        Call.Address address = new Call.Address(
                "get", request.target().namespace(), request.target().name(), "");
        Call call = new Call(
                to,
                address,
                Query.parse(""),
                new Call.Body("", new byte[0]),
                new Call.Client(request.options().identity(), ""));
        ObjectNode stored = from.strategy().toStorage(tree);
        ObjectNode read = to.strategy().read(call, Entry.unstored(stored));
        return Json.withOwnMetadata(read);
    }

    /** {@return kind, resource, name and so on, as reviews and expressions show them} */
    public ObjectNode describe() {
        AdmissionRequest.Target target = request.target();
        ObjectNode json = Json.object();
        ResourceDef.Subresource part = def.subresources().get(target.subresource());
        ObjectNode other = part == null || part.kind().equals(def.kind()) ? null : kind(part);
        json.set("kind", other == null ? kind(def.group(), def.version(), def.kind()) : other);
        json.set("resource", resource(def.version()));
        put(json, "subResource", target.subresource());
        json.set("requestKind", other == null ? kind(target.group(), target.version(), target.kind()) : other);
        json.set("requestResource", resource(target.version()));
        put(json, "requestSubResource", target.subresource());
        put(json, "name", target.name());
        put(json, "namespace", Matcher.namespaceOf(request));
        json.put("operation", request.operation());
        json.set("userInfo", request.options().identity().toJson());
        return json;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return Json.object().put("group", group).put("version", version).put("kind", kind);
    }

    private static ObjectNode kind(ResourceDef.Subresource part) {
        return kind(part.group(), part.version(), part.kind());
    }

    private ObjectNode resource(String version) {
        return Json.object().put("group", def.group()).put("version", version).put("resource", def.plural());
    }

    /** {@return the thing that is written, as an authorizer sees it} */
    public Attributes.Target target() {
        AdmissionRequest.Target target = request.target();
        return new Attributes.Target(
                target.group(),
                target.version(),
                target.resource(),
                target.subresource(),
                Matcher.namespaceOf(request),
                target.name());
    }
}
