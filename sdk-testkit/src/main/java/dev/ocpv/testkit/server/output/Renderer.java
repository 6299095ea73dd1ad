package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlWriter;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Outputs;
import dev.ocpv.testkit.server.registry.Page;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;

/** Writes answers in the form that a client wants. */
public final class Renderer {
    private static final List<String> METADATA = List.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");
    private static final List<String> INCLUDED = List.of("", "Metadata", "Object", "None");

    private final Call call;
    private final Form form;
    private final Backend backend;

    /** For the answers to one call. */
    public Renderer(Call call, Form form, Backend backend) {
        this.call = call;
        this.form = form;
        this.backend = backend;
    }

    /** {@return what of each object a table shall include; a request that says something else is a bad one} */
    static String included(Call call) {
        String included = call.query().get("includeObject");
        if (!INCLUDED.contains(included)) {
            throw Statuses.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: \""
                    + included + "\": must be 'Metadata', 'Object', 'None', or empty");
        }
        return included;
    }

    /** {@return an object, or what the form makes of it} */
    public byte[] bytes(Outcome outcome) {
        boolean review = outcome.what() == Outcome.What.OTHER
                && form.shape() == Form.Shape.METADATA
                && !Json.textAt(outcome.document(), "kind").equals("Status");
        if (!review && (outcome.what() != Outcome.What.OBJECT || form.shape() == Form.Shape.OBJECT)) {
            Entry entry = outcome.entry();
            return form.yaml()
                    ? YamlWriter.bytes(outcome.document())
                    : entry == null ? JsonWriter.bytes(outcome.document()) : entry.bytes(JsonWriter::bytes);
        }
        return written(object(outcome.document()));
    }

    /** {@return a list, or what the form makes of it} */
    public byte[] bytes(Page page) {
        if (form.shape() == Form.Shape.OBJECT) {
            byte[] json = Outputs.list(call, page);
            return form.yaml() ? YamlWriter.bytesOf(json) : json;
        }
        return written(list(page));
    }

    private byte[] written(JsonNode document) {
        return form.yaml() ? YamlWriter.bytes(document) : JsonWriter.bytes(document);
    }

    /** {@return what the form makes of one object} */
    ObjectNode object(ObjectNode object) {
        return switch (form.shape()) {
            case TABLE -> table(version(object), List.of(object), true);
            case METADATA -> metadata(object);
            case METADATA_LIST -> throw notList();
            case OBJECT -> object;
        };
    }

    /** {@return the metadata of a table of one object, which says nothing of what is not stored} */
    static ObjectNode version(ObjectNode object) {
        ObjectNode metadata = Json.object();
        String version = Json.textAt(object, "metadata", "resourceVersion");
        return version.isEmpty() ? metadata : metadata.put("resourceVersion", version);
    }

    /** A custom resource could be a list by its Go type, so that the real server looks for its items. */
    private StatusException notList() {
        return call.def().custom()
                ? Statuses.plain(500, "content is not a list")
                : Form.notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a list ("
                        + typeName("") + ")");
    }

    private ObjectNode list(Page page) {
        ObjectNode metadata = Outputs.metadata(call, page);
        if (Json.textAt(metadata, "continue").isEmpty()) {
            metadata.remove("continue");
        }
        List<ObjectNode> objects = new ArrayList<>();
        page.entries().forEach(entry -> objects.add(call.strategy().read(call, entry)));
        if (form.shape() == Form.Shape.TABLE) {
            return table(metadata, objects, true);
        }
        if (form.shape() == Form.Shape.METADATA) {
            throw Form.notAcceptable("you requested PartialObjectMetadata, but the requested object is a list ("
                    + typeName("List") + ")");
        }
        ObjectNode list = headed("PartialObjectMetadataList");
        list.set("metadata", metadata);
        if (objects.isEmpty()) {
            return list.putNull("items");
        }
        ArrayNode items = list.putArray("items");
        objects.forEach(object -> items.add(metadata(object)));
        return list;
    }

    /** {@return how the real server names the type in its own language} */
    private String typeName(String suffix) {
        if (call.def().custom()) {
            return "*unstructured.Unstructured" + suffix;
        }
        String group = call.def().group();
        String place = group.isEmpty() ? "core" : group.split("\\.", 2)[0];
        return "*" + place + "." + call.def().kind() + suffix;
    }

    /** {@return a table of objects} */
    ObjectNode table(ObjectNode metadata, List<ObjectNode> objects, boolean withColumns) {
        String include = included(call);
        ObjectNode table = headed("Table");
        table.set("metadata", metadata);
        List<Column> columns = columns();
        ArrayNode definitions = table.putArray("columnDefinitions");
        if (withColumns) {
            columns.forEach(column -> definitions.add(column.definition()));
        } else {
            table.putNull("columnDefinitions");
        }
        if (objects.isEmpty() && call.def().group().equals("apiextensions.k8s.io")) {
            return table.putNull("rows");
        }
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().apply(object, backend.instant())));
            if (call.def().kind().equals("Pod") && !call.def().custom()) {
                PodCells.completion(object)
                        .ifPresent(condition -> row.putArray("conditions").add(condition));
            }
            row.set("object", included(object, include));
        }
        return table;
    }

    private List<Column> columns() {
        if (call.subresource().equals("scale")) {
            return BuiltinColumns.scale(call.def().custom());
        }
        return call.def().custom()
                ? CustomColumns.of(call.strategy().printerColumns())
                : BuiltinColumns.of(call.def().group(), call.def().kind(), backend.minor());
    }

    private JsonNode included(ObjectNode object, String include) {
        return switch (include) {
            case "None" -> NullNode.getInstance();
            case "Object" -> object;
            default -> metadata(object);
        };
    }

    private ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = headed("PartialObjectMetadata");
        ObjectNode metadata = partial.putObject("metadata");
        JsonNode all = object.path("metadata");
        for (String field : METADATA) {
            if (all.has(field)) {
                metadata.set(field, all.get(field));
            }
        }
        return partial;
    }

    private ObjectNode headed(String kind) {
        return Json.object().put("kind", kind).put("apiVersion", "meta.k8s.io/" + form.version());
    }
}
