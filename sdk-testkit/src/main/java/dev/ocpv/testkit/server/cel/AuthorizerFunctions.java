package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.BOOL;
import static dev.ocpv.testkit.server.cel.Functions.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import java.util.List;

/** Functions of authorization: the language has them everywhere, but rules of schemas have no authorizer to call. */
final class AuthorizerFunctions {
    private static final CelType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");
    private static final CelType PATH = OpaqueType.create("kubernetes.authorization.PathCheck");
    private static final CelType GROUP = OpaqueType.create("kubernetes.authorization.GroupCheck");
    private static final CelType RESOURCE = OpaqueType.create("kubernetes.authorization.ResourceCheck");
    private static final CelType DECISION = OpaqueType.create("kubernetes.authorization.Decision");

    private AuthorizerFunctions() {}

    static void checks(Functions functions) {
        member(functions, "path", PATH, AUTHORIZER, STRING);
        member(functions, "group", GROUP, AUTHORIZER, STRING);
        member(functions, "serviceAccount", AUTHORIZER, AUTHORIZER, STRING, STRING);
        member(functions, "resource", RESOURCE, GROUP, STRING);
        for (var part : List.of("subresource", "namespace", "name")) {
            member(functions, part, RESOURCE, RESOURCE, STRING);
        }
        functions.member("check", "pathcheck_check", DECISION, List.of(PATH, STRING), AuthorizerFunctions::none);
        member(functions, "check", DECISION, RESOURCE, STRING);
        member(functions, "allowed", BOOL, DECISION);
        member(functions, "reason", STRING, DECISION);
        member(functions, "error", STRING, DECISION);
        member(functions, "errored", BOOL, DECISION);
    }

    static void selectors(Functions functions) {
        member(functions, "fieldSelector", RESOURCE, RESOURCE, STRING);
        member(functions, "labelSelector", RESOURCE, RESOURCE, STRING);
    }

    private static void member(Functions functions, String name, CelType result, CelType... parameters) {
        functions.member(name, "authorizer_" + name, result, List.of(parameters), AuthorizerFunctions::none);
    }

    private static Object none(Object[] arguments) {
        throw new RuleException("no authorizer");
    }
}
