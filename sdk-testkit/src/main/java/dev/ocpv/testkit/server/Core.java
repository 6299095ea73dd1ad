package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authorization.Attributes;
import dev.ocpv.testkit.server.authorization.Impersonation;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Query;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher needs besides the registry.
 *
 * @param backend the objects and the catalogue
 * @param about answers whatever is no resource
 */
record Core(Backend backend, AboutServer about) {
    private static final String BY_NAME = "metadata.name=";

    /** {@return who a request counts as} Throws where that is nobody, or nobody whom its sender may be. */
    Call.Client client(ApiRequest request) {
        Identity sender = backend.authentication().identify(request.header("Authorization"));
        Identity user =
                new Impersonation(backend.authorizer(), backend.minor()).of(sender, request.headers(), request.path());
        return new Call.Client(user, request.header("User-Agent"));
    }

    /** Refuses what the user of a request may not do. */
    void authorize(ApiRequest request, @Nullable RequestInfo info, Identity user) {
        backend.authorizer().require(info == null ? path(request, user) : resource(request, info, user));
    }

    private static Attributes path(ApiRequest request, Identity user) {
        return Attributes.path(user, request.method().toLowerCase(Locale.ROOT), request.path());
    }

    private static Attributes resource(ApiRequest request, RequestInfo info, Identity user) {
        Query query = Query.parse(request.rawQuery());
        String verb = VerbRules.verb(request, info);
        if (verb.equals("list") && (query.flag("watch") || info.watchPath())) {
            verb = "watch";
        }
        boolean namespace = info.group().isEmpty() && info.resource().equals("namespaces");
        String name = info.name().isEmpty() ? selectedName(query) : info.name();
        int end = info.subresource().indexOf('/');
        Attributes.Target target = new Attributes.Target(
                info.group(),
                info.version(),
                info.resource(),
                end < 0 ? info.subresource() : info.subresource().substring(0, end),
                namespace ? info.name() : info.namespace(),
                name);
        return Attributes.resource(user, verb, target);
    }

    /** A list that can only hold one object counts as a look at that object. */
    private static String selectedName(Query query) {
        for (String term : List.of(query.get("fieldSelector").split(",", -1))) {
            if (term.startsWith(BY_NAME)) {
                return term.substring(BY_NAME.length()).replaceFirst("^=", "");
            }
        }
        return "";
    }
}
