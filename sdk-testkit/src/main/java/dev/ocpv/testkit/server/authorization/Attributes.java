package dev.ocpv.testkit.server.authorization;

import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;

/**
 * What somebody wants to do.
 *
 * @param user who
 * @param verb what, for instance list
 * @param target to which thing; empty for a path that is no resource
 * @param path the path that is no resource, or empty
 */
public record Attributes(Identity user, String verb, Target target, String path) {
    private static final Target NONE = new Target("", "", "", "", "", "");

    /**
     * A resource or an object.
     *
     * @param group the API group, empty for the core one
     * @param version the API version
     * @param resource the plural
     * @param subresource the path below the object, or empty
     * @param namespace the namespace, or empty
     * @param name the name, or empty
     */
    public record Target(
            String group, String version, String resource, String subresource, String namespace, String name) {
        /** {@return resource and subresource, as rules and messages name them} */
        public String combined() {
            return subresource.isEmpty() ? resource : resource + "/" + subresource;
        }
    }

    /** {@return something done to a resource} */
    public static Attributes resource(Identity user, String verb, Target target) {
        return new Attributes(user, verb, target, "");
    }

    /** {@return something done to a path that is no resource} */
    public static Attributes path(Identity user, String verb, String path) {
        return new Attributes(user, verb, NONE, path);
    }

    /** {@return whether this is about a resource} */
    public boolean isResource() {
        return path.isEmpty();
    }

    /** {@return the refusal of this, with what the authorizer has to say about it} */
    public StatusException forbidden(String reason) {
        String words = words().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Statuses.forbidden(
                target.group(),
                target.resource(),
                target.name(),
                reason.isEmpty() ? words : words + ": " + reason,
                List.of());
    }

    private String words() {
        String who = "User " + quoted(user.name()) + " cannot " + verb;
        if (!isResource()) {
            return who + " path " + quoted(path);
        }
        String what = who + " resource " + quoted(target.combined()) + " in API group " + quoted(target.group());
        return target.namespace().isEmpty()
                ? what + " at the cluster scope"
                : what + " in the namespace " + quoted(target.namespace());
    }

    private static String quoted(String text) {
        return dev.ocpv.testkit.server.schema.GoText.quote(text);
    }
}
