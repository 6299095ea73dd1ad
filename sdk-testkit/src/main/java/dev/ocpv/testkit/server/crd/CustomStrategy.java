package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.EmbeddedObjects;
import dev.ocpv.testkit.server.builtin.OtherKinds;
import dev.ocpv.testkit.server.builtin.ScaleKind;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.schema.Defaulter;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.smd.PathSet;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Custom resources of one version: pruned, defaulted and checked by their schema. */
public final class CustomStrategy extends Strategy {
    private final Definition definition;
    private final Definition.Version version;
    private final CustomShape shape;
    private final CustomRules rules;
    private final Map<String, FieldManager> managers = new ConcurrentHashMap<>();

    CustomStrategy(Definition definition, Definition.Version version) {
        this.definition = definition;
        this.version = version;
        EmbeddedObjects embedded = new EmbeddedObjects(definition.minor());
        this.shape = new CustomShape(definition, version, embedded);
        this.rules = new CustomRules(version, embedded);
    }

    private StructuralSchema schema() {
        return version.schema();
    }

    /** {@return the definition that made this resource} */
    public Definition definition() {
        return definition;
    }

    /** {@return the version of the definition} */
    public Definition.Version version() {
        return version;
    }

    /** The objects have no such form, but the options of a DELETE have. */
    @Override
    public ObjectNode fromProtobuf(Call call) {
        return call.verb().startsWith("delete")
                ? OtherKinds.fromProtobuf(call, definition.minor())
                : super.fromProtobuf(call);
    }

    @Override
    public ObjectNode readOptions(ObjectNode sent) {
        return OtherKinds.options(sent, definition.minor());
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        return shape.decode(call, sent, strictness);
    }

    @Override
    public ObjectNode shapeApplied(Call call, ObjectNode merged) {
        return shape.applied(merged);
    }

    @Override
    public String storageVersion(String asked) {
        return definition.storage().name();
    }

    @Override
    public JsonNode printerColumns() {
        return version.source().path("additionalPrinterColumns");
    }

    @Override
    public ObjectNode read(Call call, Entry entry) {
        ObjectNode stored = entry.object();
        String apiVersion = call.def().apiVersion();
        boolean same = Json.textAt(stored, "apiVersion").equals(apiVersion);
        if (same && entry.revision() > definition.since()) {
            return stored;
        }
        return entry.shown(form(), o -> shown(o, apiVersion, same));
    }

    /** What is stored is read by the schema of its own version before it becomes another one. */
    private ObjectNode shown(ObjectNode stored, String apiVersion, boolean same) {
        ObjectNode copy = stored.deepCopy();
        if (!same) {
            checkKnown(Json.textAt(stored, "apiVersion"));
            fitStorage(copy);
            copy.put("apiVersion", apiVersion);
            definition.converter().convert(copy, Json.textAt(stored, "apiVersion"), apiVersion);
        }
        copy.put("apiVersion", apiVersion);
        Pruner.prune(copy, schema());
        if (same) {
            Defaulter.nullsAndDefaults(copy, schema());
        }
        return copy;
    }

    private void checkKnown(String apiVersion) {
        for (Definition.Version known : definition.versions()) {
            if (apiVersion.equals(definition.group() + "/" + known.name())) {
                return;
            }
        }
        throw Statuses.plain(500, "request to convert CR from an invalid group/version: " + apiVersion);
    }

    @Override
    public String form() {
        return version.name() + "#" + definition.since();
    }

    @Override
    public ObjectNode toStorage(ObjectNode object) {
        Definition.Version storage = definition.storage();
        if (storage.name().equals(version.name())) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        String apiVersion = definition.group() + "/" + storage.name();
        copy.put("apiVersion", apiVersion);
        definition.converter().convert(copy, Json.textAt(object, "apiVersion"), apiVersion);
        fitStorage(copy);
        return copy;
    }

    private void fitStorage(ObjectNode object) {
        Definition.Version storage = definition.storage();
        if (Json.textAt(object, "apiVersion").equals(definition.group() + "/" + storage.name())) {
            Pruner.prune(object, storage.schema());
            Defaulter.nullsAndDefaults(object, storage.schema());
        }
    }

    @Override
    public int metadataComparisons(Call call, ObjectNode object) {
        return CustomRules.hasKind(call, object) ? super.metadataComparisons(call, object) : 1;
    }

    @Override
    public List<String> warnings() {
        return definition.deprecation(version);
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        if (definition.terminating()) {
            if (definition.minor() < 34) {
                throw new StatusException(
                        405,
                        "MethodNotAllowed",
                        "create not allowed while custom resource definition is terminating",
                        StatusException.details(
                                "", call.def().group(), call.def().plural()));
            }
            throw Statuses.forbidden(
                    call.def().group(),
                    call.def().plural(),
                    Json.textAt(object, "metadata", "name"),
                    "create not allowed while custom resource definition is terminating",
                    List.of());
        }
        if (version.hasStatus()) {
            object.remove("status");
        }
        Json.objectAt(object, "metadata").set("generation", Json.number(1));
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        if (call.subresource().equals("status")) {
            keepAllButStatus(object, old, metadata);
            return;
        }
        if (version.hasStatus()) {
            copy(object, old, "status");
        }
        if (!sameContent(object, old)) {
            long generation = old.path("metadata").path("generation").asLong(0);
            metadata.set("generation", Json.number(generation + 1));
        }
    }

    private static void keepAllButStatus(ObjectNode object, ObjectNode old, ObjectNode metadata) {
        JsonNode status = object.get("status");
        JsonNode managed = metadata.get("managedFields");
        JsonNode kept = old.get("metadata");
        object.removeAll();
        object.setAll(old);
        ObjectNode own = Json.shallow((ObjectNode) kept);
        if (managed == null) {
            own.remove("managedFields");
        } else {
            own.set("managedFields", managed);
        }
        object.set("metadata", own);
        if (status == null || (status.isNull() && !old.has("status"))) {
            object.remove("status");
        } else {
            object.set("status", status);
        }
    }

    private static void copy(ObjectNode to, ObjectNode from, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }

    private static boolean sameContent(ObjectNode object, ObjectNode old) {
        if (object.size() != old.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getKey().equals("metadata") && !member.getValue().equals(old.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        rules.validate(call, object, null, errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        rules.validate(call, object, old, errors);
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (call.subresource().isEmpty()) {
            CustomRules.warnOfFinalizers(call, object, old);
        }
    }

    @Override
    public List<String> nameProblems(String name, boolean prefix) {
        return NameRules.subdomain(name, prefix);
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return version.selectableFields();
    }

    @Override
    public boolean selectableFieldsAreGeneral() {
        return false;
    }

    @Override
    public List<String> scaleFields() {
        JsonNode scale = version.scale();
        String selector = Json.textAt(scale, "labelSelectorPath");
        return List.of(
                Json.textAt(scale, "specReplicasPath"),
                Json.textAt(scale, "statusReplicasPath"),
                selector.isEmpty() ? "-" : selector,
                "required");
    }

    @Override
    public ObjectNode decodeScale(ObjectNode sent, Strictness strictness) {
        return ScaleKind.decode(sent, definition.minor(), strictness);
    }

    @Override
    public Map<String, List<String>> replicaPaths(Call call) {
        Map<String, List<String>> paths = new HashMap<>();
        for (Definition.Version each : definition.versions()) {
            String path = Json.textAt(each.scale(), "specReplicasPath");
            paths.put(
                    definition.group() + "/" + each.name(),
                    path.isEmpty() ? List.of() : List.of(path.substring(1).split("\\.", -1)));
        }
        return paths;
    }

    @Override
    public FieldManager fieldManager(Call call) {
        return managers.computeIfAbsent(call.subresource(), subresource -> {
            if (subresource.equals("scale")) {
                return ScaleKind.manager(definition.minor());
            }
            PathSet reset = switch (subresource) {
                case "status" -> PathSet.ofFields("spec");
                default -> version.hasStatus() ? PathSet.ofFields("status") : PathSet.ofFields();
            };
            return new FieldManager(
                    new FieldManager.Target(
                            call.def().apiVersion(),
                            call.def().kind(),
                            subresource,
                            reset,
                            new DefinedVersions(definition, subresource)),
                    blank(call));
        });
    }
}
