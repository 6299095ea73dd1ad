package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.BOOL;
import static dev.ocpv.testkit.server.cel.Functions.STRING;
import static dev.ocpv.testkit.server.cel.Functions.text;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authorization.Attributes;
import dev.ocpv.testkit.server.authorization.Authorizer;
import dev.ocpv.testkit.server.authorization.Decision;
import java.util.List;

/** Functions that ask who may do what. */
final class AuthorizerFunctions {
    static final CelType AUTHORIZER = type("Authorizer");
    static final CelType PATH = type("PathCheck");
    static final CelType GROUP = type("GroupCheck");
    static final CelType RESOURCE = type("ResourceCheck");
    static final CelType DECISION = type("Decision");

    private AuthorizerFunctions() {}

    private static CelType type(String name) {
        return OpaqueType.create("kubernetes.authorization." + name);
    }

    /** Somebody whose rights can be asked for. */
    record Asked(Authorizer authorizer, Identity user) {
        Decision decide(String verb, Attributes.Target target) {
            return authorizer.decide(Attributes.resource(user, verb, target));
        }
    }

    /** A path that somebody may want to use. */
    record PathCheck(Asked asked, String path) {}

    /** A group in which somebody may want something. */
    record GroupCheck(Asked asked, String group) {}

    /** A resource that somebody may want to use. */
    record ResourceCheck(Asked asked, Attributes.Target target) {}

    static void declare(Functions functions) {
        functions
                .member(
                        "path",
                        "authorizer_path",
                        PATH,
                        List.of(AUTHORIZER, STRING),
                        a -> path((Asked) a[0], text(a[1])))
                .member(
                        "group",
                        "authorizer_group",
                        GROUP,
                        List.of(AUTHORIZER, STRING),
                        a -> new GroupCheck((Asked) a[0], text(a[1])))
                .member(
                        "serviceAccount",
                        "authorizer_serviceaccount",
                        AUTHORIZER,
                        List.of(AUTHORIZER, STRING, STRING),
                        a -> new Asked(((Asked) a[0]).authorizer(), Identity.serviceAccount(text(a[1]), text(a[2]))))
                .member("resource", "groupcheck_resource", RESOURCE, List.of(GROUP, STRING), a -> {
                    GroupCheck check = (GroupCheck) a[0];
                    return new ResourceCheck(
                            check.asked(), new Attributes.Target(check.group(), "*", text(a[1]), "", "", ""));
                });
        narrowing(functions);
        functions
                .member("check", "pathcheck_check", DECISION, List.of(PATH, STRING), a -> {
                    PathCheck check = (PathCheck) a[0];
                    return check.asked()
                            .authorizer()
                            .decide(Attributes.path(check.asked().user(), text(a[1]), check.path()));
                })
                .member("check", "resourcecheck_check", DECISION, List.of(RESOURCE, STRING), a -> {
                    ResourceCheck check = (ResourceCheck) a[0];
                    return check.asked().decide(text(a[1]), check.target());
                })
                .member("allowed", "decision_allowed", BOOL, List.of(DECISION), a -> ((Decision) a[0]).allowed())
                .member("reason", "decision_reason", STRING, List.of(DECISION), a -> ((Decision) a[0]).reason())
                .member("errored", "decision_errored", BOOL, List.of(DECISION), a -> false)
                .member("error", "decision_error", STRING, List.of(DECISION), a -> "");
    }

    private static PathCheck path(Asked asked, String path) {
        if (path.isEmpty()) {
            throw new RuleException("path must not be empty");
        }
        return new PathCheck(asked, path);
    }

    private static void narrowing(Functions functions) {
        functions
                .member("subresource", "resourcecheck_subresource", RESOURCE, List.of(RESOURCE, STRING), a -> {
                    Attributes.Target of = ((ResourceCheck) a[0]).target();
                    return to(
                            a[0],
                            new Attributes.Target(
                                    of.group(), of.version(), of.resource(), text(a[1]), of.namespace(), of.name()));
                })
                .member("namespace", "resourcecheck_namespace", RESOURCE, List.of(RESOURCE, STRING), a -> {
                    Attributes.Target of = ((ResourceCheck) a[0]).target();
                    return to(
                            a[0],
                            new Attributes.Target(
                                    of.group(), of.version(), of.resource(), of.subresource(), text(a[1]), of.name()));
                })
                .member("name", "resourcecheck_name", RESOURCE, List.of(RESOURCE, STRING), a -> {
                    Attributes.Target of = ((ResourceCheck) a[0]).target();
                    return to(
                            a[0],
                            new Attributes.Target(
                                    of.group(),
                                    of.version(),
                                    of.resource(),
                                    of.subresource(),
                                    of.namespace(),
                                    text(a[1])));
                });
    }

    /** RBAC knows no selectors: they narrow nothing that it decides. */
    static void selectors(Functions functions) {
        functions
                .member("fieldSelector", "authorizer_fieldselector", RESOURCE, List.of(RESOURCE, STRING), a -> a[0])
                .member("labelSelector", "authorizer_labelselector", RESOURCE, List.of(RESOURCE, STRING), a -> a[0]);
    }

    private static ResourceCheck to(Object check, Attributes.Target target) {
        return new ResourceCheck(((ResourceCheck) check).asked(), target);
    }
}
