package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Hashes;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlWriter;
import dev.ocpv.testkit.server.discovery.Discovery;
import dev.ocpv.testkit.server.discovery.Release;
import dev.ocpv.testkit.server.openapi.OpenApi;
import dev.ocpv.testkit.server.output.Form;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what is not about resources: version, health and discovery. */
final class AboutServer {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /** The minor from which on a server says which other minors it can be taken for. */
    private static final int WITH_EMULATION = 33;

    private final int minor;
    private final OpenApiServer openApi;

    AboutServer(int minor, Clock clock) {
        this.minor = minor;
        this.openApi = new OpenApiServer(new OpenApi(minor), clock);
    }

    ApiResponse answer(ApiRequest request, Catalog catalog) {
        String path = request.path();
        if (path.contains("//")) {
            return Dispatcher.notFoundText();
        }
        if (OpenApiServer.serves(path)) {
            return openApi.answer(request, catalog);
        }
        return switch (path) {
            case "/version", "/version/" -> onlyGet(request, () -> json(version()));
            case "/healthz", "/livez", "/readyz", "/livez/ping", "/readyz/ping", "/healthz/ping" -> text("ok");
            default -> discovery(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, request, catalog);
        };
    }

    private ApiResponse discovery(String path, ApiRequest request, Catalog catalog) {
        Discovery discovery = new Discovery(catalog);
        if (path.equals("/api") || path.equals("/apis")) {
            boolean core = path.equals("/api");
            return wantsAggregated(request)
                    ? aggregated(request, discovery.aggregated(core))
                    : json(request, core ? discovery.coreVersions() : discovery.groups());
        }
        String[] parts = path.substring(1).split("/", -1);
        Optional<ObjectNode> document = Optional.empty();
        if (parts.length == 2 && parts[0].equals("apis")) {
            document = discovery.group(parts[1]);
        } else if (parts.length == 2 && parts[0].equals("api")) {
            document = discovery.resources(parts[1]);
        } else if (parts.length == 3 && parts[0].equals("apis")) {
            document = discovery.resources(parts[1] + "/" + parts[2]);
        }
        return document.map(found -> json(request, found)).orElseGet(() -> unknown(parts, catalog));
    }

    private static ApiResponse unknown(String[] parts, Catalog catalog) {
        boolean builtin = parts[0].equals("api")
                || (parts[0].equals("apis") && parts.length == 3 && isBuiltin(parts[1], catalog));
        if (builtin && parts.length > 1) {
            throw Statuses.noSuchResource();
        }
        return Dispatcher.notFoundText();
    }

    private static boolean isBuiltin(String group, Catalog catalog) {
        return catalog.byVersion().values().stream()
                .flatMap(defs -> defs.values().stream())
                .anyMatch(def -> !def.custom() && def.group().equals(group));
    }

    /** The first of the accepted types that can be served decides. */
    private static boolean wantsAggregated(ApiRequest request) {
        for (String type : request.header("Accept").split(",", -1)) {
            String clause = type.replace(" ", "");
            if (clause.startsWith("application/json") && clause.contains("as=APIGroupDiscoveryList")) {
                if (clause.contains("v=v2;") || clause.endsWith("v=v2")) {
                    return true;
                }
            } else if (clause.equals("application/json") || clause.equals("*/*")) {
                return false;
            }
        }
        return false;
    }

    private static ApiResponse aggregated(ApiRequest request, ObjectNode document) {
        byte[] body = JsonWriter.bytes(document);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String hash = Hashes.sha512(body);
        headers.put("Content-Type", List.of(AGGREGATED));
        headers.put("Etag", List.of(ETags.quoted(hash)));
        headers.put("Vary", List.of("Accept"));
        headers.put("Cache-Control", List.of("public"));
        return ETags.orNotModified(request, hash, headers, () -> body);
    }

    private ObjectNode version() {
        String number = Integer.toString(minor);
        ObjectNode version = Json.object();
        version.put("major", "1").put("minor", number);
        if (minor >= WITH_EMULATION) {
            version.put("emulationMajor", "1").put("emulationMinor", number);
            version.put("minCompatibilityMajor", "1").put("minCompatibilityMinor", Integer.toString(minor - 1));
        }
        version.put("gitVersion", Release.gitVersion(minor))
                .put("gitCommit", "0000000000000000000000000000000000000000");
        version.put("gitTreeState", "clean").put("buildDate", "2026-01-01T00:00:00Z");
        // what clients know how to read, although nothing here was made by Go
        return version.put("goVersion", "go1.24").put("compiler", "gc").put("platform", "linux/amd64");
    }

    private static ApiResponse onlyGet(ApiRequest request, Supplier<ApiResponse> answer) {
        if (request.method().equals("GET")) {
            return answer.get();
        }
        throw new StatusException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Statuses.noDetails());
    }

    private static ApiResponse json(ApiRequest request, ObjectNode document) {
        return Form.of(request.header("Accept")).yaml()
                ? ApiResponse.of(200, Map.of("Content-Type", List.of("application/yaml")), YamlWriter.bytes(document))
                : json(document);
    }

    private static ApiResponse json(ObjectNode document) {
        return ApiResponse.of(200, Map.of("Content-Type", List.of("application/json")), JsonWriter.bytes(document));
    }

    private static ApiResponse text(String text) {
        return ApiResponse.of(
                200,
                Map.of("Content-Type", List.of("text/plain; charset=utf-8")),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
