package dev.ocpv.internal.http;

import dev.ocpv.internal.tree.Json;
import dev.ocpv.internal.tree.Trees;
import dev.ocpv.report.SdkException;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** The requests that the engine makes; an answer that says no is an {@link Answer}, not an exception. */
public final class Api {
    private static final int PAGE = 500;
    private final KubernetesClient client;
    private final Map<String, ApiResource> resources = new HashMap<>();

    /** Talks through {@code client}, with its address, credentials and timeouts. */
    public Api(KubernetesClient client) {
        this.client = client;
    }

    /** {@return one object} */
    public Answer get(ResourceRef resource) {
        return send(resource, "", UnaryOperator.identity());
    }

    /** {@return all objects of a kind, in a namespace or, when it is empty, everywhere} */
    public Answer list(String apiVersion, String kind, String namespace) {
        var resource = resource(apiVersion, kind);
        if (resource.isEmpty()) {
            return notServed(apiVersion, kind);
        }
        var path = resource.get().collection(namespace) + "?limit=" + PAGE;
        var page = send(path, UnaryOperator.identity());
        var items = new ArrayList<Object>(items(page));
        for (var next = next(page); page.ok() && !next.isEmpty(); next = next(page)) {
            page = send(path + "&continue=" + ApiResource.encode(next), UnaryOperator.identity());
            items.addAll(items(page));
        }
        return page.ok() ? new Answer(page.status(), Map.of("items", items)) : page;
    }

    /** Applies the intended fields of one object, server-side. */
    public Answer apply(ResourceRef resource, Map<String, Object> document, ApplyMode mode) {
        return send(
                resource, mode.query(), request -> request.patch("application/apply-patch+yaml", Json.write(document)));
    }

    /** Changes one object by a JSON patch. */
    public Answer patch(ResourceRef resource, List<Map<String, Object>> operations, ApplyMode mode) {
        return send(
                resource,
                mode.query(),
                request -> request.patch("application/json-patch+json", Json.write(operations)));
    }

    /** Deletes one object, if it still is the one with this uid. */
    public Answer delete(ResourceRef resource, String uid) {
        var options = Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions", Map.of("uid", uid));
        return send(resource, "", request -> request.delete("application/json", Json.write(options)));
    }

    /** {@return every group and version that is served, such as {@code v1} and {@code hco.kubevirt.io/v1beta1}} */
    public Set<String> servedApiVersions() {
        var served = new LinkedHashSet<String>();
        values(orThrow(send("api", UnaryOperator.identity())).body(), "versions")
                .forEach(version -> served.add(version.toString()));
        for (var group : values(orThrow(send("apis", UnaryOperator.identity())).body(), "groups")) {
            values(Trees.asMap(group), "versions")
                    .forEach(version ->
                            served.add(String.valueOf(Trees.asMap(version).get("groupVersion"))));
        }
        return served;
    }

    /** {@return how a kind is reached; empty when the cluster does not serve it} */
    public Optional<ApiResource> resource(String apiVersion, String kind) {
        var key = apiVersion + " " + kind;
        var known = Optional.ofNullable(resources.get(key)).or(() -> discover(apiVersion, kind));
        known.ifPresent(resource -> resources.put(key, resource));
        return known;
    }

    private Optional<ApiResource> discover(String apiVersion, String kind) {
        var answer = send(ApiResource.root(apiVersion), UnaryOperator.identity());
        if (answer.notFound()) {
            return Optional.empty();
        }
        for (var item : values(orThrow(answer).body(), "resources")) {
            var resource = Trees.asMap(item);
            var plural = String.valueOf(resource.get("name"));
            if (kind.equals(resource.get("kind")) && !plural.contains("/")) {
                var namespaced = Boolean.TRUE.equals(resource.get("namespaced"));
                return Optional.of(new ApiResource(apiVersion, plural, namespaced));
            }
        }
        return Optional.empty();
    }

    private Answer send(ResourceRef resource, String query, UnaryOperator<HttpRequest.Builder> method) {
        return resource(resource.apiVersion(), resource.kind())
                .map(found -> send(found.path(resource) + query, method))
                .orElseGet(() -> notServed(resource.apiVersion(), resource.kind()));
    }

    private Answer send(String path, UnaryOperator<HttpRequest.Builder> method) {
        var http = client.getHttpClient();
        var request = method.apply(http.newHttpRequestBuilder()
                .uri(URLUtils.join(client.getMasterUrl().toString(), path)));
        try {
            var response = http.sendAsync(request.build(), byte[].class).get();
            return new Answer(response.code(), body(response));
        } catch (ExecutionException e) {
            return Answer.none("No answer from the cluster at %s: %s".formatted(client.getMasterUrl(), e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException("Interrupted while waiting for the cluster's answer", e);
        }
    }

    private static Map<String, Object> body(HttpResponse<byte[]> response) {
        var bytes = response.body();
        if (bytes == null || bytes.length == 0) {
            return Map.of();
        }
        var text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.startsWith("{") ? Json.parse(text) : Map.of("message", text);
    }

    private static Answer orThrow(Answer answer) {
        if (!answer.ok()) {
            throw new SdkException("The cluster does not tell what it serves: " + answer.message());
        }
        return answer;
    }

    private static Answer notServed(String apiVersion, String kind) {
        return new Answer(404, Map.of("message", "the cluster does not serve %s %s".formatted(apiVersion, kind)));
    }

    private static List<?> items(Answer page) {
        return values(page.body(), "items");
    }

    private static List<?> values(Map<String, Object> body, String key) {
        return body.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String next(Answer page) {
        return FieldPath.of("metadata", "continue")
                .in(page.body())
                .map(Object::toString)
                .orElse("");
    }
}
