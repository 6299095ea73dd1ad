package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.TypeNames;
import java.util.List;
import java.util.Optional;

/**
 * A path that tells what a server has, which the real server describes in a document of its own.
 *
 * @param path without the first slash
 * @param tag of its operation
 * @param description of its operation
 * @param operationId of its operation
 * @param types in which it answers
 * @param answer the type of what it answers
 */
record DiscoveryPath(
        String path, String tag, String description, String operationId, List<String> types, String answer) {
    private static final int OF_THIS_SERVER = 35;
    private static final String GROUPS = "apis/";

    /** The paths that every server has. */
    static List<String> names() {
        return List.of("api", "apis", "version");
    }

    /** {@return the path of a built-in group} */
    static String ofGroup(String group) {
        return GROUPS + group;
    }

    /** {@return one of the paths of every server, or that of a group} */
    static Optional<DiscoveryPath> of(String path, int minor) {
        String versions = "get available API versions";
        return switch (path) {
            case "api" -> Optional.of(read(path, "core", versions, "getCoreAPIVersions", "meta.APIVersions"));
            case "apis" -> Optional.of(read(path, "apis", versions, "getAPIVersions", "meta.APIGroupList"));
            case "version" -> {
                String text =
                        minor < OF_THIS_SERVER ? "get the code version" : "get the version information for this server";
                yield Optional.of(new DiscoveryPath(
                        path, path, text, "getCodeVersion", List.of("application/json"), "version.Info"));
            }
            default -> path.startsWith(GROUPS) ? Optional.of(group(path)) : Optional.empty();
        };
    }

    private static DiscoveryPath group(String path) {
        String group = Operations.shortGroup(path.substring(GROUPS.length()));
        return read(
                path,
                Operations.identifier(group, false),
                "get information of a group",
                "get" + Operations.identifier(group, true) + "APIGroup",
                "meta.APIGroup");
    }

    private static DiscoveryPath read(String path, String tag, String description, String operationId, String answer) {
        return new DiscoveryPath(path, tag, description, operationId, Operations.TYPES, answer);
    }

    void write(ObjectNode paths) {
        ObjectNode get = paths.putObject("/" + path + "/").putObject("get");
        get.putArray("tags").add(tag);
        get.put("description", description).put("operationId", operationId);
        ObjectNode responses = get.putObject("responses");
        Operations.content(responses.putObject("200").put("description", "OK"), types, TypeNames.definition(answer));
        responses.putObject("401").put("description", "Unauthorized");
    }
}
