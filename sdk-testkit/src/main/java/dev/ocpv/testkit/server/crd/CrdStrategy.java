package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.ObjectMeta;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.Locale;

/** The definitions themselves. */
public final class CrdStrategy extends Strategy {
    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        ObjectMeta.tidy(sent, "metadata.", strictness);
        ObjectNode spec = Json.objectAt(sent, "spec");
        ObjectNode names = Json.objectAt(spec, "names");
        String kind = Json.textAt(names, "kind");
        if (Json.textAt(names, "singular").isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (Json.textAt(names, "listKind").isEmpty() && !kind.isEmpty()) {
            names.put("listKind", kind + "List");
        }
        if (!spec.has("conversion")) {
            spec.putObject("conversion").put("strategy", "None");
        }
        return sent;
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        ObjectNode status = Json.object();
        status.putNull("conditions");
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        for (var version : object.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                status.putArray("storedVersions").add(Json.textAt(version, "name"));
            }
        }
        object.set("status", status);
        Json.objectAt(object, "metadata").set("generation", Json.number(1));
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (call.subresource().equals("status")) {
            object.set("spec", old.get("spec"));
            return;
        }
        object.set("status", old.get("status"));
        if (!object.path("spec").equals(old.path("spec"))) {
            long generation = old.path("metadata").path("generation").asLong(0);
            Json.objectAt(object, "metadata").set("generation", Json.number(generation + 1));
        }
    }
}
