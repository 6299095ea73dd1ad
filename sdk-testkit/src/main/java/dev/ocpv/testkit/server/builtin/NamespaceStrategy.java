package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Namespaces: finalized by their spec, not by metadata alone. */
final class NamespaceStrategy extends BuiltinStrategy {
    NamespaceStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        String name = Json.textAt(object, "metadata", "name");
        if (name.isEmpty()) {
            return;
        }
        ObjectNode labels = Json.objectAt(object, "metadata", "labels");
        labels.put("kubernetes.io/metadata.name", name);
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        setDefaults(call, object);
        Json.objectAt(object, "spec").putArray("finalizers").add("kubernetes");
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        switch (call.subresource()) {
            case "finalize" -> keep("status", object, old);
            case "status" -> keep("spec", object, old);
            default -> {
                keep("status", object, old);
                keep("spec", object, old);
            }
        }
    }

    @Override
    public void prepareForDelete(Call call, ObjectNode marked, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(marked, "metadata");
        metadata.remove("deletionGracePeriodSeconds");
        keep("generation", metadata, Json.objectAt(old, "metadata"));
        ObjectNode status = Json.shallow(Json.objectAt(old, "status"));
        status.put("phase", "Terminating");
        marked.set("status", status);
    }

    @Override
    public boolean finalizedElsewhere(ObjectNode object) {
        return !object.path("spec").path("finalizers").isEmpty();
    }

    @Override
    public List<String> nameProblems(String name, boolean prefix) {
        return NameRules.label(name, prefix);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("status.phase", object -> Json.textAt(object, "status", "phase"));
    }
}
