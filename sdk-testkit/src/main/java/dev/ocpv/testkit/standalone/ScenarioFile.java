package dev.ocpv.testkit.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Applies the objects of a file, in their order, on the server side and with their status. */
final class ScenarioFile {
    private static final String MANAGER = "?fieldManager=scenario&force=true";
    private static final int FIRST_FAILURE = 300;

    private final ApiServer server;

    ScenarioFile(ApiServer server) {
        this.server = server;
    }

    void apply(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UsageException("cannot read the scenario " + file + ": " + e);
        }
        int number = 0;
        for (String document : text.split("(?m)^---.*$", -1)) {
            if (document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            number++;
            String where = file + ", document " + number;
            try {
                JsonNode read = YamlReader.read(document.getBytes(StandardCharsets.UTF_8), new ArrayList<>());
                JsonNode items = Json.textAt(read, "kind").endsWith("List")
                        ? read.path("items")
                        : Json.array().add(read);
                items.forEach(item -> object(item, where));
            } catch (JsonReader.MalformedException e) {
                throw new UsageException(where + ": " + e.getMessage());
            }
        }
    }

    private void object(JsonNode node, String where) {
        String kind = Json.textAt(node, "kind");
        String apiVersion = Json.textAt(node, "apiVersion");
        String name = Json.textAt(node, "metadata", "name");
        if (!(node instanceof ObjectNode object) || kind.isEmpty() || apiVersion.isEmpty() || name.isEmpty()) {
            throw new UsageException(where + ": an object needs apiVersion, kind and metadata.name");
        }
        String what = where + ", " + kind + "/" + name + ": ";
        String root = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        JsonNode resource = null;
        boolean hasStatus = false;
        for (JsonNode one : json(server.handle(ApiRequest.of("GET", root))).path("resources")) {
            if (Json.textAt(one, "kind").equals(kind)) {
                String plural = Json.textAt(one, "name");
                resource = plural.contains("/") ? resource : one;
                hasStatus |= plural.endsWith("/status");
            }
        }
        if (resource == null) {
            throw new UsageException(what + "the server knows no such kind in " + apiVersion);
        }
        String namespace = Json.textAt(node, "metadata", "namespace");
        String in = resource.path("namespaced").asBoolean()
                ? "/namespaces/" + (namespace.isEmpty() ? "default" : namespace)
                : "";
        String path = root + in + "/" + Json.textAt(resource, "name") + "/" + name;
        patch(path + MANAGER, object, what);
        if (hasStatus && object.hasNonNull("status")) {
            patch(path + "/status" + MANAGER, object, what);
        }
    }

    private void patch(String target, ObjectNode object, String what) {
        ApiResponse response =
                server.handle(ApiRequest.of("PATCH", target, "application/apply-patch+yaml", JsonWriter.text(object)));
        if (response.status() >= FIRST_FAILURE) {
            throw new UsageException(what + Json.textAt(json(response), "message"));
        }
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return JsonReader.read(response.body());
        } catch (JsonReader.MalformedException e) {
            return Json.object().put("message", response.text().strip());
        }
    }
}
