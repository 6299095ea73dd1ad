package dev.ocpv.testkit.server.registry;

import java.util.List;
import java.util.Map;

/**
 * One resource in one version: its names, what can be done with it, and how its objects behave.
 *
 * @param names how it is called
 * @param version the API version
 * @param namespaced whether its objects live in namespaces
 * @param custom whether a CustomResourceDefinition defines it
 * @param verbs what can be done with it
 * @param subresources the paths below an object, by name
 * @param strategy what its objects look like and how they behave
 */
public record ResourceDef(
        Names names,
        String version,
        boolean namespaced,
        boolean custom,
        List<String> verbs,
        Map<String, Subresource> subresources,
        Strategy strategy) {

    /** The verbs of an ordinary resource, as discovery lists them. */
    public static final List<String> ALL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    /**
     * A path below an object.
     *
     * @param name for instance status
     * @param verbs what can be done with it
     * @param group the group of its kind, where that differs from the resource's
     * @param version the version of its kind, where that differs
     * @param kind its kind
     */
    public record Subresource(String name, List<String> verbs, String group, String version, String kind) {}

    /** {@return the API group} */
    public String group() {
        return names.group();
    }

    /** {@return the plural} */
    public String plural() {
        return names.plural();
    }

    /** {@return the kind} */
    public String kind() {
        return names.kind();
    }

    /** {@return plural and group: the name of the resource in messages and in the store} */
    public String resource() {
        return names.resource();
    }

    /** {@return the name under which the store keeps the objects; two resources may share one} */
    public String storage() {
        String shared = strategy.storedAs();
        return shared.isEmpty() ? resource() : shared;
    }

    /** {@return whether there are objects in the store, and not only answers made up when they are asked for} */
    boolean stored() {
        return verbs.contains("watch");
    }

    /** {@return what objects carry as apiVersion} */
    public String apiVersion() {
        return apiVersion(group(), version);
    }

    /** {@return the group in an apiVersion as objects carry it} */
    public static String group(String apiVersion) {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    /** {@return the version in an apiVersion as objects carry it} */
    public static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** {@return group and version as objects carry them} */
    public static String apiVersion(String group, String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
