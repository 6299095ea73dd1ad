package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;

/** Namespaces: finalized by their spec, not by metadata alone. */
final class NamespaceStrategy extends BuiltinStrategy {
    NamespaceStrategy() {
        super(true);
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        Json.objectAt(object, "spec").putArray("finalizers").add("kubernetes");
        object.putObject("status").put("phase", "Active");
        label(object);
    }

    private static void label(ObjectNode object) {
        String name = Json.textAt(object, "metadata", "name");
        ObjectNode metadata = Json.objectAt(object, "metadata");
        ObjectNode labels = Json.shallow(Json.objectAt(metadata, "labels"));
        labels.put("kubernetes.io/metadata.name", name);
        metadata.set("labels", labels);
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (call.subresource().equals("finalize")) {
            keep("status", object, old);
        } else {
            super.prepareForUpdate(call, object, old);
            keep("spec", object, old);
        }
        label(object);
    }

    @Override
    public void prepareForDelete(Call call, ObjectNode marked, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(marked, "metadata");
        metadata.remove("deletionGracePeriodSeconds");
        if (old.path("metadata").has("generation")) {
            metadata.set("generation", old.path("metadata").get("generation"));
        } else {
            metadata.remove("generation");
        }
        ObjectNode status = Json.object();
        status.setAll((ObjectNode) old.get("status"));
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
}
