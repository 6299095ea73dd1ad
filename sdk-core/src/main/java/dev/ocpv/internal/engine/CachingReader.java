package dev.ocpv.internal.engine;

import dev.ocpv.internal.http.Answer;
import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.tree.Trees;
import dev.ocpv.report.SdkException;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.verify.LiveReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads each thing at most once; made anew for each look at the cluster. What cannot be read is an exception, for an
 * object that is hidden must not pass for one that is gone.
 */
final class CachingReader implements LiveReader {
    private final Api api;
    private final Map<ResourceRef, Answer> objects = new HashMap<>();
    private final Map<String, Answer> lists = new HashMap<>();

    CachingReader(Api api) {
        this.api = api;
    }

    @Override
    public Optional<Map<String, Object>> get(ResourceRef resource) {
        var answer = readable(resource, objects.computeIfAbsent(resource, api::get));
        return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    }

    @Override
    public List<Map<String, Object>> list(String apiVersion, String kind, String namespace) {
        var answer = readable(
                kind,
                lists.computeIfAbsent(
                        apiVersion + " " + kind + " " + namespace, key -> api.list(apiVersion, kind, namespace)));
        return FieldPath.of("items").in(answer.body()).orElse(List.of()) instanceof List<?> items
                ? items.stream().map(Trees::asMap).toList()
                : List.of();
    }

    private static Answer readable(Object what, Answer answer) {
        if (answer.isUnreadable()) {
            throw new SdkException("%s cannot be read: %s".formatted(what, answer.message()));
        }
        return answer;
    }
}
