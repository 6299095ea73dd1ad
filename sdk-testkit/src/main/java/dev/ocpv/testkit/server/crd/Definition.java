package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.CelRules;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.VersionOrder;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.smd.SmdSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition says.
 *
 * @param source the object
 * @param group the group of the kind
 * @param versions what is served or stored
 * @param since the revision from which stored objects are known to fit
 * @param converter what brings objects from version to version
 * @param minor the imitated Kubernetes minor
 */
public record Definition(
        ObjectNode source, String group, List<Version> versions, long since, Converter converter, int minor) {

    /** One version; its schema is compiled when somebody asks for it: most kinds of a cluster are never used. */
    public static final class Version {
        private final String name;
        private final JsonNode source;
        private final int minor;
        private final Map<String, Function<ObjectNode, String>> selectableFields;
        private volatile @Nullable Compiled compiled;

        private record Compiled(StructuralSchema schema, SmdSchema ownership, CelRules rules) {}

        private Version(JsonNode source, int minor) {
            this.name = Json.textAt(source, "name");
            this.source = source;
            this.minor = minor;
            this.selectableFields = selectable(source);
        }

        private Compiled compiled() {
            Compiled known = compiled;
            if (known == null) {
                JsonNode declared = source.path("schema").path("openAPIV3Schema");
                StructuralSchema schema =
                        StructuralSchema.compile(declared.isObject() ? declared : Json.object(), minor);
                known = new Compiled(schema, SmdSchema.compile(schema), CelRules.compile(schema, minor));
                compiled = known;
            }
            return known;
        }

        /** {@return its name, for instance v1} */
        public String name() {
            return name;
        }

        /** {@return its part of the definition} */
        public JsonNode source() {
            return source;
        }

        /** {@return its schema} */
        public StructuralSchema schema() {
            return compiled().schema;
        }

        /** {@return how its fields are owned} */
        public SmdSchema ownership() {
            return compiled().ownership;
        }

        /** {@return its CEL rules} */
        public CelRules rules() {
            return compiled().rules;
        }

        /** {@return what lists can be filtered by} */
        public Map<String, Function<ObjectNode, String>> selectableFields() {
            return selectableFields;
        }

        /** {@return whether it has a status of its own} */
        public boolean hasStatus() {
            return source.path("subresources").has("status");
        }

        /** {@return whether it can be scaled, and by which fields} */
        public JsonNode scale() {
            return source.path("subresources").path("scale");
        }

        /** {@return whether clients can use it} */
        public boolean served() {
            return source.path("served").asBoolean();
        }
    }

    /** {@return whether the definition is on its way out} */
    public boolean terminating() {
        return DefinitionStatus.is(source, "Terminating");
    }

    /** {@return the names that were accepted} */
    JsonNode names() {
        return source.path("status").path("acceptedNames");
    }

    Definition withSource(ObjectNode crd) {
        return new Definition(crd, group, versions, since, converter, minor);
    }

    /** {@return the version that objects are stored in} */
    public Version storage() {
        for (Version version : versions) {
            if (version.source().path("storage").asBoolean()) {
                return version;
            }
        }
        return versions.get(0);
    }

    /** {@return what who uses a version is told when it is on its way out} */
    List<String> deprecation(Version version) {
        if (!version.source().path("deprecated").asBoolean()) {
            return List.of();
        }
        if (version.source().hasNonNull("deprecationWarning")) {
            return List.of(Json.textAt(version.source(), "deprecationWarning"));
        }
        String kind = " " + Json.textAt(source, "spec", "names", "kind");
        String words = group + "/" + version.name() + kind + " is deprecated";
        return List.of(versions.stream()
                .filter(other ->
                        other.served() && !other.source().path("deprecated").asBoolean())
                .map(Version::name)
                .filter(other -> VersionOrder.NEWEST_FIRST.compare(other, version.name()) < 0)
                .min(VersionOrder.NEWEST_FIRST)
                .map(newer -> words + "; use " + group + "/" + newer + kind)
                .orElse(words));
    }

    /** {@return what a definition says} */
    static Definition read(ObjectNode crd, long since, Converter converter, int minor) {
        List<Version> versions = new ArrayList<>();
        crd.path("spec").path("versions").forEach(version -> versions.add(new Version(version, minor)));
        return new Definition(crd, Json.textAt(crd, "spec", "group"), versions, since, converter, minor);
    }

    private static Map<String, Function<ObjectNode, String>> selectable(JsonNode version) {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        for (JsonNode field : version.path("selectableFields")) {
            String path = Json.textAt(field, "jsonPath");
            String label = path.startsWith(".") ? path.substring(1) : path;
            String[] steps = label.split("\\.");
            fields.put(label, object -> leaf(Json.at(object, steps)));
        }
        return fields;
    }

    private static String leaf(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "" : node.isTextual() ? node.textValue() : JsonWriter.text(node);
    }
}
