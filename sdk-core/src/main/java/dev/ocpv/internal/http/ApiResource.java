package dev.ocpv.internal.http;

import dev.ocpv.resource.ResourceRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How a kind is reached, as discovery says.
 *
 * @param apiVersion group and version
 * @param plural the name in paths
 * @param namespaced whether it lives in namespaces
 */
public record ApiResource(String apiVersion, String plural, boolean namespaced) {

    String path(ResourceRef resource) {
        return collection(resource.namespace()) + "/" + encode(resource.name());
    }

    String collection(String namespace) {
        var root = root(apiVersion);
        return namespaced && !namespace.isEmpty()
                ? root + "/namespaces/" + encode(namespace) + "/" + plural
                : root + "/" + plural;
    }

    static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
