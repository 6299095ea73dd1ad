package dev.ocpv.internal.engine;

import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.tree.Trees;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.verify.LiveReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads each thing at most once; made anew for each look at the cluster. */
final class CachingReader implements LiveReader {
    private final Api api;
    private final Map<ResourceRef, Optional<Map<String, Object>>> objects = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> lists = new HashMap<>();

    CachingReader(Api api) {
        this.api = api;
    }

    @Override
    public Optional<Map<String, Object>> get(ResourceRef resource) {
        return objects.computeIfAbsent(resource, key -> {
            var answer = api.get(key);
            return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
        });
    }

    @Override
    public List<Map<String, Object>> list(String apiVersion, String kind, String namespace) {
        return lists.computeIfAbsent(apiVersion + " " + kind + " " + namespace, key -> {
            var answer = api.list(apiVersion, kind, namespace);
            return FieldPath.of("items").in(answer.body()).orElse(List.of()) instanceof List<?> items
                    ? items.stream().map(Trees::asMap).toList()
                    : List.of();
        });
    }
}
