package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the objects of a resource look like and how they behave; extended by each family of kinds. */
public abstract class Strategy {
    /** {@return the sent object in the shape of its kind: unknown fields gone, defaults set; a tree of its own} */
    public abstract ObjectNode decode(Call call, ObjectNode sent, Strictness strictness);

    /**
     * {@return the object, or the options, that the call's body holds as protobuf}
     *
     * @throws StatusException unless the kind has such a form
     */
    public ObjectNode fromProtobuf(Call call) {
        throw Bodies.unknownFormat(List.of("application/json", "application/yaml"));
    }

    /** {@return the options of a DELETE in the shape of their kind} */
    public ObjectNode readOptions(ObjectNode sent) {
        return sent;
    }

    /** {@return the refusal of a document that is of another kind than the wanted one} */
    public DecodeException otherKind(Call call, ObjectNode sent, String wanted) {
        String apiVersion = dev.ocpv.testkit.server.codec.Json.textAt(sent, "apiVersion");
        String kind = dev.ocpv.testkit.server.codec.Json.textAt(sent, "kind");
        return new DecodeException(
                kind,
                ResourceDef.version(apiVersion),
                "no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\" in scheme " + Scales.SCHEME);
    }

    /** {@return what server-side apply made, in the shape in which it is checked and stored} Works on its own copy. */
    public ObjectNode shapeApplied(Call call, ObjectNode merged) {
        return decode(call, merged, new Strictness());
    }

    /** {@return a written object as it is stored, without what only its writer tells apart} */
    public ObjectNode settled(Call call, ObjectNode object) {
        return object;
    }

    /** {@return what an apply starts from when there is no object yet} */
    public ObjectNode blank(Call call) {
        ObjectNode blank = dev.ocpv.testkit.server.codec.Json.object();
        blank.put("kind", call.def().kind()).put("apiVersion", call.def().apiVersion());
        return blank;
    }

    /** {@return a stored object as this version shows it} */
    public ObjectNode read(Call call, Entry entry) {
        return entry.object();
    }

    /** {@return the resource among whose objects these are stored, or empty where they have a place of their own} */
    public String storedAs() {
        return "";
    }

    /** {@return what somebody sees who only tried to write an object} */
    public ObjectNode tried(ObjectNode object) {
        return object;
    }

    /** {@return the apiVersion under whose kind objects of this one are refused} */
    public String internalVersion(String apiVersion) {
        return apiVersion;
    }

    /** {@return a name for the form in which this version shows stored objects; changes when its schema does} */
    public String form() {
        return "";
    }

    /** {@return a bookmark's object, which carries what the kind's Go type always writes} */
    public ObjectNode emptyLike(ObjectNode bookmark) {
        return bookmark;
    }

    /** {@return an object of this version as it is stored} */
    public ObjectNode toStorage(ObjectNode object) {
        return object;
    }

    /** Hands out what objects share, before anything else is looked at; the old object is null on create. */
    public void begin(Call call, Backend backend, ObjectNode object, @Nullable ObjectNode old) {}

    /** Says what is allowed but hardly meant, once nothing was found wrong; the old object is null on create. */
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {}

    /** {@return what a DELETE that does not say what becomes of dependents is warned of, or empty} */
    public String deleteWarning() {
        return "";
    }

    /** Resets what a client may not set on create; the object's own tree is changed. */
    public void prepareForCreate(Call call, ObjectNode object) {}

    /** Resets what a client may not change on update; the object's own tree is changed. */
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {}

    /** Adds what must happen before an object goes. */
    public void addFinalizers(ObjectNode old, List<String> finalizers) {}

    /** Checks what a DELETE demands of the object, where the kind has words of its own. */
    public void checkDelete(Call call, Entry entry, @Nullable String uid, @Nullable String resourceVersion) {}

    /** Changes what deletion changes besides metadata; the marked object's own tree is changed. */
    public void prepareForDelete(Call call, ObjectNode marked, ObjectNode old) {}

    /** Collects what is wrong with a new object. */
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {}

    /** Collects what is wrong with a changed object. */
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {}

    /** {@return what a POST does to the subresource, or to the resource itself where it stores nothing; null: it stores} */
    public @Nullable Action action(String subresource) {
        return null;
    }

    /** {@return what leads to something that runs, or null} */
    public @Nullable Action connection(String subresource) {
        return null;
    }

    /** {@return how often an update compares metadata with what was stored} */
    public int metadataComparisons(Call call, ObjectNode object) {
        return 2;
    }

    /** {@return how often an update looks at the whole metadata once more} */
    public int metadataRepeats(Call call) {
        return 0;
    }

    /** {@return what is wrong with a name, or an empty list} */
    public List<String> nameProblems(String name, boolean prefix) {
        return NameRules.subdomain(name, prefix);
    }

    /** {@return whether a PUT without resourceVersion is taken} */
    public boolean allowsUnconditionalUpdate() {
        return true;
    }

    /** {@return whether a PUT creates a missing object} */
    public boolean createsOnUpdate() {
        return false;
    }

    /** {@return whether the answer to a DELETE that removes at once is the object} */
    public boolean deleteReturnsObject() {
        return false;
    }

    /** {@return the seconds that a DELETE gives the object, or -1 where it goes at once} */
    public long gracePeriod(ObjectNode object, @Nullable Long asked) {
        return -1;
    }

    /** {@return the propagation that a plain DELETE has} */
    public String defaultPropagation() {
        return "Background";
    }

    /** {@return whether metadata finalizers etc. are unknown to the kind's own deletion, as for namespaces} */
    public boolean finalizedElsewhere(ObjectNode object) {
        return false;
    }

    /** {@return fields by which lists can be filtered, besides name and namespace} */
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of();
    }

    /** {@return whether the kind knows no field labels of its own} */
    public boolean selectableFieldsAreGeneral() {
        return selectableFields().isEmpty();
    }

    /** {@return whether reads are answered by a cache that follows the store, and not by the store} */
    public boolean isCached() {
        return true;
    }

    /** {@return how a field is refused that lists cannot be filtered by} */
    public String unknownFieldLabel(String field) {
        return "field label not supported: " + field;
    }

    /** {@return what every request for the resource is warned of} */
    public List<String> warnings() {
        return List.of();
    }

    /** {@return the version in which objects are stored, given the one that was asked for} */
    public String storageVersion(String version) {
        return version;
    }

    /** {@return the columns that the definition declares for tables} */
    public JsonNode printerColumns() {
        return dev.ocpv.testkit.server.codec.Json.missing();
    }

    /** {@return who keeps the managedFields of what this call writes, or null where nobody does} */
    public @Nullable FieldManager fieldManager(Call call) {
        return null;
    }

    /** {@return where objects keep what their scale shows} */
    Scales.Paths scalePaths() {
        List<String> paths = scaleFields();
        return new Scales.Paths(paths.get(0), paths.get(1), paths.get(2), paths.size() > 3);
    }

    /**
     * {@return the paths of the wanted replicas, the current ones and the selector as text (empty for a structured one
     * at spec.selector); a fourth element where the first must be there}
     */
    public List<String> scaleFields() {
        return List.of(".spec.replicas", ".status.replicas", "");
    }

    /** {@return the path of the wanted replicas at each version; an empty one where the version has no scale} */
    public Map<String, List<String>> replicaPaths(Call call) {
        return Map.of(call.def().apiVersion(), List.of("spec", "replicas"));
    }

    /** {@return a scale in the shape of its kind; a tree of its own} */
    public ObjectNode decodeScale(ObjectNode sent, Strictness strictness) {
        return sent;
    }

    /** {@return what strategic merge patches go by} */
    public StructuralSchema patchSchema() {
        return StructuralSchema.empty();
    }

    /** What a decoder found and how it is to be taken. */
    public static final class Strictness {
        private final Map<String, String> problems = new LinkedHashMap<>();
        private final List<String> yaml = new ArrayList<>();
        private final Set<String> doubles = new LinkedHashSet<>();

        /** Notes an unknown field. */
        public void unknown(String path) {
            problems.putIfAbsent("unknown field \"" + path + "\"", path);
        }

        /** Notes a field that stands twice. */
        public void duplicate(String path) {
            problems.putIfAbsent("duplicate field \"" + path + "\"", path);
        }

        /** Says which fields stand twice; each is noted when a decoder passes it, or else first. */
        public void doubles(List<String> paths) {
            doubles.addAll(paths);
        }

        /** Says that a decoder has read a member of what stands at the path. */
        public void passed(String path, String member) {
            if (!doubles.isEmpty()) {
                String whole = path.isEmpty() ? member : path + "." + member;
                if (doubles.remove(whole)) {
                    duplicate(whole);
                }
            }
        }

        /** Notes a problem in its own words. */
        public void note(String words) {
            problems.putIfAbsent(words, words);
        }

        /** Notes keys of a YAML document that stand twice, which are told in one go when they are refused. */
        public void yaml(List<String> words) {
            yaml.addAll(words);
            words.forEach(this::note);
        }

        /** {@return all problems as one text} */
        public String refusal() {
            List<String> all = new ArrayList<>(problems());
            all.removeAll(yaml);
            if (!yaml.isEmpty()) {
                all.add(0, "yaml: unmarshal errors:\n  " + String.join("\n  ", yaml));
            }
            return String.join(", ", all);
        }

        /** {@return all problems} */
        public List<String> problems() {
            List<String> all = new ArrayList<>();
            doubles.forEach(path -> all.add("duplicate field \"" + path + "\""));
            all.addAll(problems.keySet());
            return all;
        }
    }
}
