package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;

/** What may be asked of which resource. */
final class VerbRules {
    private VerbRules() {}

    /** {@return whether all namespaces are read at once} */
    static boolean collectionAcrossNamespaces(ApiRequest request, RequestInfo info, ResourceDef def) {
        return def.namespaced()
                && info.name().isEmpty()
                && (request.method().equals("GET") || (request.method().equals("HEAD") && def.custom()));
    }

    /** {@return what the method asks for; a watch is a list that goes on} */
    static String verb(ApiRequest request, RequestInfo info) {
        boolean named = !info.name().isEmpty();
        return switch (request.method()) {
            case "GET", "HEAD" -> named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> "";
        };
    }

    static void checkName(RequestInfo info, String verb) {
        List<String> problems =
                info.name().isEmpty() || verb.equals("create") ? List.of() : NameRules.pathSegment(info.name(), false);
        if (!problems.isEmpty()) {
            throw Statuses.badRequest(
                    "Name parameter invalid: " + GoText.quote(info.name()) + ": " + String.join(";", problems));
        }
    }

    static void checkVerb(ResourceDef def, RequestInfo info, String verb) {
        if (!info.subresource().isEmpty()) {
            ResourceDef.Subresource subresource = def.subresources().get(info.subresource());
            if (subresource == null) {
                throw def.custom()
                        ? Statuses.notFound(def.group(), def.plural(), info.name())
                        : Statuses.noSuchResource();
            }
            if (!subresource.verbs().contains(verb)) {
                throw notAllowed(def, verb);
            }
            return;
        }
        boolean wantsName = verb.equals("update") || verb.equals("patch");
        boolean named = !info.name().isEmpty();
        if (def.custom()) {
            if (verb.equals("update") && !named) {
                throw Statuses.badRequest("name must be provided");
            }
            if (!ResourceDef.ALL_VERBS.contains(verb)) {
                throw notAllowed(def, verb);
            }
            return;
        }
        if (def.strategy().action("") != null
                && (named || def.namespaced() == info.namespace().isEmpty())) {
            throw Statuses.noSuchResource();
        }
        boolean knows = def.verbs().contains(verb.equals("watch") ? "list" : verb);
        if (!knows || (wantsName != named && (wantsName || verb.equals("create")))) {
            throw notAllowed(def, verb);
        }
    }

    static StatusException notAllowed(ResourceDef def, String verb) {
        return def.custom()
                ? Statuses.methodNotAllowed(def.group(), def.plural(), verb)
                : new StatusException(
                        405,
                        "MethodNotAllowed",
                        "the server does not allow this method on the requested resource",
                        Statuses.noDetails());
    }
}
