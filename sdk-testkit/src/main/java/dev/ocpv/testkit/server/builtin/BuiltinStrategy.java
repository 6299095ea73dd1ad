package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.DecodeException;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.smd.PathSet;
import dev.ocpv.testkit.server.smd.SmdSchema;
import dev.ocpv.testkit.server.smd.VersionConverter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A built-in kind: read by the table of types, with defaults by type; kinds with more to them extend it. */
class BuiltinStrategy extends Strategy {
    private static final Map<String, String> DEPRECATED = Map.of(
            "core.Endpoints", "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
            "core.ComponentStatus", "v1 ComponentStatus is deprecated in v1.19+");

    private final String apiVersion;
    private final String kind;
    private final String type;
    private final int minor;
    private final KindReader reader;
    private final String traits;
    private final List<String> warnings;
    private final Map<String, FieldManager> managers = new ConcurrentHashMap<>();
    private volatile @Nullable StructuralSchema schema;

    /** For the kind at an apiVersion, whose struct stands in the table. */
    BuiltinStrategy(Kind kind) {
        this.apiVersion = kind.apiVersion();
        this.kind = kind.name();
        this.type = kind.type();
        this.minor = kind.minor();
        this.reader = new KindReader(kind);
        this.traits = traits(type);
        this.warnings = warnings(type, minor);
    }

    private static String traits(String type) {
        for (String line : BuiltinResources.lines("kinds.txt")) {
            if (line.startsWith(type + " ")) {
                return line.substring(type.length() + 1);
            }
        }
        return "";
    }

    /**
     * Which kind a strategy is for.
     *
     * @param apiVersion group and version
     * @param name the kind
     * @param type its struct in the table of types
     * @param minor the imitated Kubernetes minor
     */
    record Kind(String apiVersion, String name, String type, int minor) {}

    @Override
    public ObjectNode fromProtobuf(Call call) {
        return OtherKinds.fromProtobuf(call, minor);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return FieldLabels.of(apiVersion, kind);
    }

    @Override
    public String unknownFieldLabel(String field) {
        return kind.equals("Job")
                ? "field label " + GoText.quote(field) + " not supported for Job"
                : super.unknownFieldLabel(field);
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public ObjectNode emptyLike(ObjectNode bookmark) {
        return reader.emptyLike(bookmark);
    }

    /** {@return the kind's struct in the table of types} */
    final String typeName() {
        return type;
    }

    /** {@return the imitated Kubernetes minor} */
    final int minor() {
        return minor;
    }

    @Override
    public ObjectNode readOptions(ObjectNode sent) {
        return OtherKinds.options(sent, minor);
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        reader.checkKind(sent);
        return typed(call, sent, type, strictness);
    }

    @Override
    public ObjectNode shapeApplied(Call call, ObjectNode merged) {
        return settled(call, super.shapeApplied(call, merged));
    }

    @Override
    public ObjectNode settled(Call call, ObjectNode object) {
        return reader.settled(call, object);
    }

    final ObjectNode typed(Call call, ObjectNode sent, String struct, Strictness strictness) {
        return reader.read(call, sent, struct, strictness, read -> setDefaults(call, read));
    }

    /** Sets defaults that need more than one part of the object. */
    void setDefaults(Call call, ObjectNode object) {}

    @Override
    public DecodeException otherKind(Call call, ObjectNode sent, String wanted) {
        return reader.otherKind(sent, wanted);
    }

    private StructuralSchema schema() {
        StructuralSchema known = schema;
        if (known == null) {
            known = TypeSchemas.schema(type, minor);
            schema = known;
        }
        return known;
    }

    @Override
    public StructuralSchema patchSchema() {
        return schema();
    }

    @Override
    public FieldManager fieldManager(Call call) {
        return managers.computeIfAbsent(call.subresource(), subresource -> {
            if (subresource.equals("scale")) {
                return ScaleKind.manager(minor);
            }
            PathSet reset = PathSet.ofFields(resetFields(subresource).toArray(new String[0]));
            VersionConverter versions = VersionConverter.only(apiVersion, SmdSchema.compile(schema()));
            return new FieldManager(
                    new FieldManager.Target(apiVersion, kind, subresource, reset, versions), blank(call));
        });
    }

    @Override
    public ObjectNode decodeScale(ObjectNode sent, Strictness strictness) {
        return ScaleKind.decode(sent, minor, strictness);
    }

    /** {@return what a write to the path does not store} */
    Set<String> resetFields(String subresource) {
        if (subresource.equals("status")) {
            return Set.of("spec");
        }
        return hasStatus() ? Set.of("status") : Set.of();
    }

    /** {@return whether the kind has a status that only the status path changes} */
    boolean hasStatus() {
        return TypeTable.of(minor).struct(type).fields().containsKey("status");
    }

    /** {@return whether the kind counts the changes of its spec} */
    boolean countsGenerations() {
        return has('g');
    }

    private static List<String> warnings(String type, int minor) {
        String words = DEPRECATED.getOrDefault(type, "");
        return words.isEmpty() || (type.equals("core.Endpoints") && minor < 33) ? List.of() : List.of(words);
    }

    private boolean has(char trait) {
        return traits.indexOf(trait) >= 0;
    }

    @Override
    public int metadataComparisons(Call call, ObjectNode object) {
        return has('1') && call.subresource().isEmpty() ? 1 : 2;
    }

    @Override
    public int metadataRepeats(Call call) {
        return has('n') || !call.subresource().isEmpty() ? 0 : has('2') ? 2 : 1;
    }

    @Override
    public boolean deleteReturnsObject() {
        return has('o');
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return !has('u');
    }

    @Override
    public boolean createsOnUpdate() {
        return has('c');
    }

    @Override
    public List<String> nameProblems(String name, boolean prefix) {
        if (has('l')) {
            return NameRules.label(name, prefix);
        }
        if (has('m')) {
            return NameRules.label1035(name, prefix);
        }
        return has('p') ? NameRules.pathSegment(name, prefix) : NameRules.subdomain(name, prefix);
    }

    @Override
    public ObjectNode blank(Call call) {
        return reader.blank();
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        dropDisabled(object);
        if (hasStatus()) {
            object.set("status", initialStatus(object));
        }
        if (countsGenerations() && !has('0')) {
            Json.objectAt(object, "metadata").set("generation", Json.number(1));
        }
    }

    /** Takes from an object what its release knows but does not keep. */
    final void dropDisabled(ObjectNode object) {
        DisabledFields.drop(object, type, minor);
    }

    /** {@return the status of a new object} */
    ObjectNode initialStatus(ObjectNode object) {
        GoStruct.Field status = TypeTable.of(minor).struct(type).fields().get("status");
        return status == null ? Json.object() : emptyStruct(status.type().name());
    }

    final ObjectNode emptyStruct(String struct) {
        return reader.emptyStruct(struct);
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        dropDisabled(object);
        if (call.subresource().equals("status")) {
            prepareStatus(call, object, old);
            return;
        }
        if (hasStatus()) {
            keep("status", object, old);
        }
        if (countsGenerations()) {
            long generation = old.path("metadata").path("generation").asLong(0);
            boolean raised = raisesGeneration(object, old);
            Json.objectAt(object, "metadata").set("generation", Json.number(raised ? generation + 1 : generation));
        }
    }

    /** Resets what a write of the status may not change. */
    void prepareStatus(Call call, ObjectNode object, ObjectNode old) {
        keep("spec", object, old);
    }

    /** {@return whether a change is one that the generation counts} */
    boolean raisesGeneration(ObjectNode object, ObjectNode old) {
        return !object.path("spec").equals(old.path("spec"))
                || !object.path("webhooks").equals(old.path("webhooks"));
    }

    static void keep(String field, ObjectNode object, ObjectNode old) {
        JsonNode value = old.get(field);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }
}
