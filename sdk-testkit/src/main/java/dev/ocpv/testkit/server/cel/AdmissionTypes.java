package dev.ocpv.testkit.server.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The types of what the expressions of admission can see. */
@SuppressWarnings("Immutable") // variables are added while a policy is compiled, each before who uses it
final class AdmissionTypes implements CelTypeProvider {
    static final CelType REQUEST = StructTypeReference.create("kubernetes.AdmissionRequest");
    static final CelType NAMESPACE = StructTypeReference.create("kubernetes.Namespace");
    static final CelType VARIABLES = StructTypeReference.create("kubernetes.variables");
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType TEXT_MAP = MapType.create(TEXT, TEXT);

    private final Map<String, StructType> structs = new HashMap<>();
    private final Map<String, CelType> variables = new LinkedHashMap<>();

    AdmissionTypes() {
        CelType kind = struct("GroupVersionKind", texts("group", "version", "kind"));
        CelType resource = struct("GroupVersionResource", texts("group", "version", "resource"));
        Map<String, CelType> user = texts("username", "uid");
        user.put("groups", TEXTS);
        user.put("extra", MapType.create(TEXT, TEXTS));
        Map<String, CelType> request = texts("subResource", "requestSubResource", "name", "namespace", "operation");
        request.put("kind", kind);
        request.put("requestKind", kind);
        request.put("resource", resource);
        request.put("requestResource", resource);
        request.put("userInfo", struct("UserInfo", user));
        request.put("dryRun", SimpleType.BOOL);
        request.put("options", SimpleType.DYN);
        struct("AdmissionRequest", request);
        namespace();
    }

    private void namespace() {
        Map<String, CelType> condition = texts("status", "type", "message", "reason");
        condition.put("lastTransitionTime", SimpleType.TIMESTAMP);
        Map<String, CelType> status = texts("phase");
        status.put("conditions", ListType.create(struct("NamespaceCondition", condition)));
        Map<String, CelType> metadata = texts("name", "generateName", "namespace", "UID", "resourceVersion");
        metadata.put("labels", TEXT_MAP);
        metadata.put("annotations", TEXT_MAP);
        metadata.put("creationTimestamp", SimpleType.TIMESTAMP);
        metadata.put("deletionTimestamp", SimpleType.TIMESTAMP);
        metadata.put("deletionGracePeriodSeconds", SimpleType.INT);
        metadata.put("generation", SimpleType.INT);
        metadata.put("finalizers", TEXTS);
        Map<String, CelType> spec = new LinkedHashMap<>(Map.of("finalizers", TEXTS));
        struct(
                "Namespace",
                Map.of(
                        "metadata", struct("NamespaceMetadata", metadata),
                        "spec", struct("NamespaceSpec", spec),
                        "status", struct("NamespaceStatus", status)));
    }

    private static Map<String, CelType> texts(String... names) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, TEXT);
        }
        return fields;
    }

    private CelType struct(String name, Map<String, CelType> fields) {
        String full = "kubernetes." + name;
        structs.put(
                full,
                StructType.create(
                        full, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(fields.get(field))));
        return StructTypeReference.create(full);
    }

    /** Makes a variable known to whatever is compiled later. */
    void variable(String name, CelType type) {
        variables.put(name, type);
        struct("variables", new LinkedHashMap<>(variables));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String typeName) {
        return Optional.ofNullable(structs.get(typeName));
    }
}
