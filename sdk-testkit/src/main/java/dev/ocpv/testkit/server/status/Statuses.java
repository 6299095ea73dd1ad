package dev.ocpv.testkit.server.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the refusals of the real server. */
public final class Statuses {
    private Statuses() {}

    /** {@return the resource with its group, as messages name it} */
    public static String qualified(String group, String resource) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    /** There is no such object. */
    public static StatusException notFound(String group, String resource, String name) {
        return new StatusException(
                404,
                "NotFound",
                qualified(group, resource) + " \"" + name + "\" not found",
                StatusException.details(name, group, resource));
    }

    /** There is no such resource. */
    public static StatusException noSuchResource() {
        return new StatusException(
                404,
                "NotFound",
                "the server could not find the requested resource",
                StatusException.details("", "", ""));
    }

    /** The name is taken. */
    public static StatusException alreadyExists(String group, String resource, String name) {
        return new StatusException(
                409,
                "AlreadyExists",
                qualified(group, resource) + " \"" + name + "\" already exists",
                StatusException.details(name, group, resource));
    }

    /** The write was made from an older version of the object. */
    public static StatusException modified(String group, String resource, String name) {
        return conflict(
                group,
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** The write cannot be made on the object as it is. */
    public static StatusException conflict(String group, String resource, String name, String why) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(group, resource) + " \"" + name + "\": " + why,
                StatusException.details(name, group, resource));
    }

    /** The request makes no sense. */
    public static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message, null);
    }

    /** Something refuses the request. */
    public static StatusException forbidden(
            String group, String resource, String name, String why, List<Cause> causes) {
        String what = name.isEmpty() ? qualified(group, resource) : qualified(group, resource) + " \"" + name + "\"";
        if (resource.isEmpty()) {
            return new StatusException(
                    403, "Forbidden", "forbidden: " + why, StatusException.details("", "", "", causes));
        }
        return new StatusException(
                403,
                "Forbidden",
                what + " is forbidden: " + why,
                StatusException.details(name, group, resource, causes));
    }

    /** The object breaks rules; a rule that is broken twice in the same words is named once in the message. */
    public static StatusException invalid(String group, String kind, String name, List<Cause> causes) {
        return new StatusException(
                422,
                "Invalid",
                qualified(group, kind) + " \"" + name + "\" is invalid: " + text(causes),
                StatusException.details(name, group, kind, new ArrayList<>(causes)));
    }

    /** {@return what is wrong, each thing once} */
    public static String text(List<Cause> causes) {
        Set<String> lines = new LinkedHashSet<>();
        for (Cause cause : causes) {
            lines.add(cause.field() + ": " + cause.message());
        }
        return lines.size() == 1 ? lines.iterator().next() : "[" + String.join(", ", lines) + "]";
    }

    /** The server cannot do what it should. */
    public static StatusException internal(String why) {
        return new StatusException(
                500,
                "InternalError",
                "Internal error occurred: " + why,
                StatusException.details("", "", "", List.of(new Cause("", why, ""))));
    }

    /** An error that the real server has no reason code for. */
    public static StatusException plain(int code, String message) {
        return new StatusException(code, "", message, null);
    }

    /** The resource exists, the verb does not. */
    public static StatusException methodNotAllowed(String group, String resource, String verb) {
        return new StatusException(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + qualified(group, resource) + "\"",
                StatusException.details("", group, resource));
    }

    /** {@return details without any content} */
    public static ObjectNode noDetails() {
        return StatusException.details("", "", "");
    }
}
