package dev.ocpv.testkit.server.openapi;

import dev.ocpv.testkit.server.builtin.TypeDocuments;
import dev.ocpv.testkit.server.builtin.TypeNames;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.Map;

/** The names of the schemas of resources. */
final class SchemaNames {
    static final String PREFIX = "#/components/schemas/";

    private static final Map<String, String> OF_SUBRESOURCES = Map.of(
            "Scale", "autoscaling.Scale",
            "Eviction", "policy.Eviction",
            "Binding", "core.Binding",
            "TokenRequest", "authentication.TokenRequest");

    private final TypeDocuments types;

    SchemaNames(TypeDocuments types) {
        this.types = types;
    }

    /** {@return the schema of the resource's objects} */
    String of(ResourceDef def) {
        if (!def.custom()) {
            return TypeNames.definition(TypeDocuments.typeOf(def));
        }
        return custom(def, def.kind());
    }

    private static String custom(ResourceDef def, String kind) {
        String[] parts = def.group().split("\\.", -1);
        StringBuilder name = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            name.append(parts[i]).append('.');
        }
        return name + def.version() + "." + kind;
    }

    String ofList(ResourceDef def) {
        return def.custom() ? custom(def, def.names().listKind()) : of(def) + "List";
    }

    /** {@return the schema of what stands below an object, or empty where there is none in JSON} */
    String of(ResourceDef def, ResourceDef.Subresource sub) {
        if (sub.kind().equals(def.kind())) {
            return of(def);
        }
        String type = OF_SUBRESOURCES.getOrDefault(sub.kind(), "");
        return !type.isEmpty() && types.has(type) ? TypeNames.definition(type) : "";
    }

    String status() {
        return TypeNames.definition("meta.Status");
    }

    String deleteOptions() {
        return TypeNames.definition("meta.DeleteOptions");
    }

    String patch() {
        return TypeNames.definition("meta.Patch");
    }
}
