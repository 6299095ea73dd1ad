package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Hashes;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlWriter;
import dev.ocpv.testkit.server.discovery.Discovery;
import dev.ocpv.testkit.server.discovery.Release;
import dev.ocpv.testkit.server.openapi.OpenApi;
import dev.ocpv.testkit.server.output.AcceptClause;
import dev.ocpv.testkit.server.output.Form;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Answers what is not about resources: version, health and discovery. */
final class AboutServer {
    /** The first minor that lists all groups in one document in one form only. */
    private static final int ONE_FORM = 33;

    /** The minor from which on a server says which other minors it can be taken for. */
    private static final int WITH_EMULATION = 33;

    private static final Set<String> ROUTED = Set.of("version", ".well-known");

    private final int minor;
    private final OpenApiServer openApi;

    AboutServer(int minor, Clock clock) {
        this.minor = minor;
        this.openApi = new OpenApiServer(new OpenApi(minor), clock);
    }

    ApiResponse answer(ApiRequest request, Catalog catalog) {
        String path = request.path();
        if (path.contains("//")) {
            return Answers.notFoundText();
        }
        if (OpenApiServer.serves(path)) {
            return openApi.answer(request, catalog);
        }
        Optional<String> health = Health.answer(path, Query.parse(request.rawQuery()));
        if (health.isPresent()) {
            return text(health.get());
        }
        return switch (path) {
            case "", "/", "/index.html" -> json(paths(catalog));
            case "/version", "/version/" ->
                onlyGet(request, () -> {
                    Form.checkRouteOfJson(request.header("Accept"));
                    return json(version());
                });
            default -> discovery(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, request, catalog);
        };
    }

    private static ObjectNode paths(Catalog catalog) {
        TreeSet<String> paths = new TreeSet<>(
                List.of("/api", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
        for (String version : catalog.byVersion().keySet()) {
            int slash = version.indexOf('/');
            paths.add((slash < 0 ? "/api/" : "/apis/") + version);
            if (slash > 0) {
                paths.add("/apis/" + version.substring(0, slash));
            }
        }
        ObjectNode document = Json.object();
        paths.forEach(document.putArray("paths")::add);
        return document;
    }

    private ApiResponse discovery(String path, ApiRequest request, Catalog catalog) {
        Discovery discovery = new Discovery(catalog, minor);
        if (path.equals("/api") || path.equals("/apis")) {
            boolean core = path.equals("/api");
            Optional<AcceptClause> wanted = aggregation(request);
            Supplier<ApiResponse> answer = () -> wanted.isPresent()
                    ? aggregated(request, discovery.aggregated(core, form(wanted.get())), wanted.get())
                    : json(request, core ? discovery.coreVersions() : discovery.groups());
            return core ? routed(request, answer) : answer.get();
        }
        String[] parts = path.substring(1).split("/", -1);
        if (parts.length == 2 && parts[0].equals("apis")) {
            return discovery
                    .group(parts[1])
                    .map(found -> json(request, found))
                    .orElseGet(() -> unknown(parts, catalog));
        }
        Optional<ObjectNode> resources = Optional.empty();
        if (parts.length == 2 && parts[0].equals("api")) {
            resources = discovery.resources(parts[1]);
        } else if (parts.length == 3 && parts[0].equals("apis")) {
            resources = discovery.resources(parts[1] + "/" + parts[2]);
        }
        if (resources.isEmpty()) {
            return unknown(parts, catalog);
        }
        ObjectNode document = resources.get();
        boolean builtin = parts.length == 2 || isBuiltin(parts[1], catalog);
        return builtin ? routed(request, () -> json(request, document)) : json(request, document);
    }

    /** The routes of what is built in look at the method and the media types before anything else does. */
    private static ApiResponse routed(ApiRequest request, Supplier<ApiResponse> answer) {
        return onlyGet(request, () -> {
            Form.checkRoute(request.header("Accept"), false);
            return answer.get();
        });
    }

    private static ApiResponse unknown(String[] parts, Catalog catalog) {
        boolean builtin = parts[0].equals("api")
                || ROUTED.contains(parts[0])
                || (parts[0].equals("apis") && parts.length == 3 && isBuiltin(parts[1], catalog));
        if (builtin && parts.length > 1) {
            throw Statuses.noSuchResource();
        }
        return Answers.notFoundText();
    }

    private static boolean isBuiltin(String group, Catalog catalog) {
        return catalog.byVersion().values().stream()
                .flatMap(defs -> defs.values().stream())
                .anyMatch(def -> !def.custom() && def.group().equals(group));
    }

    /** {@return the clause that asks for all groups in one document, whatever else is accepted} */
    private Optional<AcceptClause> aggregation(ApiRequest request) {
        Map<String, String> kind = Map.of("g", "apidiscovery.k8s.io", "as", "APIGroupDiscoveryList");
        List<String> forms = minor < ONE_FORM ? List.of("v2", "v2beta1") : List.of("v2");
        return AcceptClause.parse(request.header("Accept")).stream()
                .filter(clause -> clause.parameters().entrySet().containsAll(kind.entrySet()))
                .filter(clause -> forms.contains(form(clause)))
                .filter(clause -> clause.matches("application", "json") || clause.matches("application", "yaml"))
                .findFirst();
    }

    private static String form(AcceptClause clause) {
        return clause.parameters().getOrDefault("v", "");
    }

    private static ApiResponse aggregated(ApiRequest request, ObjectNode document, AcceptClause wanted) {
        boolean json = wanted.matches("application", "json");
        byte[] body = json ? JsonWriter.bytes(document) : YamlWriter.bytes(document);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String hash = Hashes.sha512(body);
        String type = json ? "application/json" : "application/yaml";
        headers.put(
                "Content-Type",
                List.of(type + ";g=apidiscovery.k8s.io;v=" + form(wanted) + ";as=APIGroupDiscoveryList"));
        headers.put("Etag", List.of(ETags.quoted(hash)));
        headers.put("Vary", List.of("Accept"));
        headers.put("Cache-Control", List.of("public"));
        if (request.header("If-None-Match").equals(ETags.quoted(hash))) {
            headers.remove("Content-Type");
            return ApiResponse.of(304, headers, new byte[0]);
        }
        return ApiResponse.of(200, headers, body);
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
        return Form.untransformed(request.header("Accept")).yaml()
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
