package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.Set;

/** The template of a StatefulSet as its controller completes it: with the volumes of its claims. */
final class StatefulTemplate {
    private StatefulTemplate() {}

    static JsonNode of(Part spec) {
        if (!(spec.at("template").value() instanceof ObjectNode template)) {
            return spec.at("template").value();
        }
        ObjectNode pod = Json.shallow(Json.objectAt(template.deepCopy(), "spec"));
        pod.remove("subdomain");
        pod.remove("hostname");
        ArrayNode volumes = Json.array();
        Set<String> claims = new HashSet<>();
        for (Part claim : spec.at("volumeClaimTemplates").items()) {
            String name = claim.at("metadata", "name").text();
            if (claims.add(name)) {
                ObjectNode volume = volumes.addObject().put("name", name);
                volume.putObject("persistentVolumeClaim").put("claimName", name);
            }
        }
        for (JsonNode volume : pod.path("volumes")) {
            if (!claims.contains(Json.textAt(volume, "name"))) {
                volumes.add(volume);
            }
        }
        ObjectNode completed = Json.shallow(template);
        completed.set("spec", volumes.isEmpty() ? pod : pod.set("volumes", volumes));
        return completed;
    }
}
