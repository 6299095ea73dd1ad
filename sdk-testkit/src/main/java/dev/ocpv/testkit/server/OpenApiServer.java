package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.openapi.OpenApi;
import dev.ocpv.testkit.server.openapi.OpenApi.Document;
import dev.ocpv.testkit.server.output.AcceptClause;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.Query;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what is asked below {@code /openapi}. */
final class OpenApiServer {
    private static final String INDEX = "/openapi/v3";
    private static final String JSON = "application/json";

    private final OpenApi documents;
    private final Clock clock;

    OpenApiServer(OpenApi documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    static boolean serves(String path) {
        return path.equals("/openapi/v2") || path.equals(INDEX) || path.startsWith(INDEX + "/");
    }

    ApiResponse answer(ApiRequest request, Catalog catalog) {
        String path = request.path();
        if (path.equals(INDEX)) {
            ObjectNode index = documents.index(catalog);
            return ApiResponse.of(
                    200, Map.of("Content-Type", List.of("text/plain; charset=utf-8")), JsonWriter.bytes(index));
        }
        return path.equals("/openapi/v2")
                ? swagger(request, catalog)
                : groupVersion(request, catalog, path.substring(INDEX.length() + 1));
    }

    private ApiResponse groupVersion(ApiRequest request, Catalog catalog, String name) {
        Optional<Document> found = documents.groupVersion(catalog, name);
        if (found.isEmpty()) {
            return ApiResponse.of(404, Map.of(), new byte[0]);
        }
        Document document = found.get();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Vary", List.of("Accept"));
        String type = type(request, "v3", request.method().equals("HEAD"));
        if (type.isEmpty()) {
            return ApiResponse.of(406, headers, new byte[0]);
        }
        headers.put("Content-Type", List.of(type));
        headers.put("Etag", List.of(ETags.quoted(document.hash())));
        String hash = Query.parse(request.rawQuery()).get("hash");
        if (!hash.isEmpty()) {
            if (!hash.equals(document.hash())) {
                headers.put("Location", List.of(INDEX + "/" + name + "?hash=" + document.hash()));
                return ApiResponse.of(301, headers, new byte[0]);
            }
            headers.put("Cache-Control", List.of("public, immutable"));
            headers.put(
                    "Expires",
                    List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            clock.instant().atOffset(ZoneOffset.UTC).plusYears(1))));
        }
        return ETags.orNotModified(request, document.hash(), headers, document::json);
    }

    private ApiResponse swagger(ApiRequest request, Catalog catalog) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Vary", List.of("Accept-Encoding, Accept"));
        String type = type(request, "v2", true);
        if (type.isEmpty()) {
            return ApiResponse.of(406, headers, new byte[0]);
        }
        Document document = documents.swagger(catalog);
        headers.put("Content-Type", List.of(type));
        headers.put("Etag", List.of(ETags.quoted(document.hash())));
        return ETags.orNotModified(
                request,
                document.hash(),
                headers,
                () -> type.equals(JSON) ? document.json() : documents.swaggerProtobuf(catalog));
    }

    /** Documents of v3 are written as JSON only; that there is a protobuf form too is still said. */
    private static String type(ApiRequest request, String version, boolean protobufToo) {
        List<AcceptClause> clauses = new ArrayList<>(AcceptClause.parse(request.header("Accept")));
        if (clauses.isEmpty()) {
            return JSON;
        }
        String protobuf = "application/com.github.proto-openapi.spec.%s.v1.0+protobuf".formatted(version);
        for (AcceptClause clause : clauses) {
            if (clause.matches("application", "json")) {
                return JSON;
            }
            if (protobufToo
                    && (clause.matches(
                                    "application", "com.github.proto-openapi.spec.%s@v1.0+protobuf".formatted(version))
                            || clause.matches("application", protobuf.substring("application/".length())))) {
                return protobuf;
            }
        }
        return "";
    }
}
