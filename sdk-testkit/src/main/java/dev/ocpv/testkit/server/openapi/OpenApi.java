package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Hashes;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.crd.CustomStrategy;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI documents of a server: written when they are asked for, and again when the resources changed. */
public final class OpenApi {
    private final int minor;
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private volatile @Nullable Words words;
    private volatile @Nullable Swagger swagger;

    /** Of Kubernetes 1.{@code minor}. */
    public OpenApi(int minor) {
        this.minor = minor;
    }

    /**
     * A document.
     *
     * @param json its bytes
     * @param hash of the bytes, in upper-case hexadecimal digits
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Document(byte[] json, String hash) {
        static Document of(ObjectNode tree) {
            byte[] json = JsonWriter.bytes(tree);
            return new Document(json, Hashes.sha512(json));
        }
    }

    private record Written(List<Object> from, Document document) {
        @SuppressWarnings("ReferenceEquality") // whether it is the same state, not an equal one
        boolean isOf(List<Object> now) {
            if (from.size() != now.size()) {
                return false;
            }
            for (int i = 0; i < from.size(); i++) {
                if (from.get(i) != now.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Swagger(Catalog of, Document document, byte[] protobuf) {}

    /** {@return the list of all v3 documents with their hashes} */
    public ObjectNode index(Catalog catalog) {
        ObjectNode document = Json.object();
        ObjectNode paths = document.putObject("paths");
        Map<String, String> hashes = new TreeMap<>();
        groupVersions(catalog)
                .forEach((path, defs) -> hashes.put(path, document(path, defs).hash()));
        discoveryPaths(catalog).forEach(path -> discovery(path).ifPresent(found -> hashes.put(path, found.hash())));
        hashes.forEach((path, hash) ->
                paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash));
        return document;
    }

    /** {@return the v3 document of a group and version, which is named as its path without the first slash} */
    public Optional<Document> groupVersion(Catalog catalog, String path) {
        Collection<ResourceDef> defs = groupVersions(catalog).get(path);
        if (defs != null) {
            return Optional.of(document(path, defs));
        }
        return discoveryPaths(catalog).contains(path) ? discovery(path) : Optional.empty();
    }

    private Optional<Document> discovery(String path) {
        return DiscoveryPath.of(path, minor)
                .map(known -> written.computeIfAbsent(
                                path, key -> new Written(List.of(), Document.of(writer().write(known))))
                        .document());
    }

    /** {@return the v2 document of everything} */
    public Document swagger(Catalog catalog) {
        return written(catalog).document();
    }

    /** {@return the v2 document of everything as a protobuf message} */
    public byte[] swaggerProtobuf(Catalog catalog) {
        return written(catalog).protobuf();
    }

    private Swagger written(Catalog catalog) {
        Swagger known = swagger;
        if (known != null && known.of() == catalog) {
            return known;
        }
        SwaggerDocument all = new SwaggerDocument(minor);
        groupVersions(catalog).forEach((path, defs) -> all.add(write(defs)));
        Document document = Document.of(all.tree());
        byte[] protobuf = new SwaggerProtobuf().write(all.tree());
        Swagger fresh = new Swagger(catalog, document, protobuf);
        swagger = fresh;
        return fresh;
    }

    private Document document(String path, Collection<ResourceDef> defs) {
        List<Object> from = new ArrayList<>();
        defs.forEach(def -> from.add(def.strategy() instanceof CustomStrategy custom ? custom.version() : def));
        return written.compute(
                        path,
                        (key, known) ->
                                known != null && known.isOf(from) ? known : new Written(from, Document.of(write(defs))))
                .document();
    }

    private ObjectNode write(Collection<ResourceDef> defs) {
        return writer().write(defs);
    }

    private GroupVersionDocument writer() {
        Words known = words;
        if (known == null) {
            known = new Words();
            words = known;
        }
        return new GroupVersionDocument(minor, known);
    }

    private static Set<String> discoveryPaths(Catalog catalog) {
        Set<String> all = new TreeSet<>(DiscoveryPath.names());
        catalog.byVersion().forEach((version, defs) -> {
            if (version.contains("/") && !defs.values().stream().allMatch(ResourceDef::custom)) {
                all.add(DiscoveryPath.ofGroup(ResourceDef.group(version)));
            }
        });
        return all;
    }

    private static Map<String, Collection<ResourceDef>> groupVersions(Catalog catalog) {
        Map<String, Collection<ResourceDef>> all = new TreeMap<>();
        catalog.byVersion()
                .forEach((version, defs) ->
                        all.put(version.contains("/") ? "apis/" + version : "api/" + version, defs.values()));
        return all;
    }
}
