package dev.ocpv.testkit.server.builtin;

import java.util.List;

/** What security contexts must be like. */
final class PodSecurityRules {
    private PodSecurityRules() {}

    static void pod(Part context) {
        for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            id(context.at(field));
        }
        context.at("supplementalGroups").items().forEach(PodSecurityRules::id);
        context.at("fsGroupChangePolicy").optionalOneOf("Always", "OnRootMismatch");
        for (Part sysctl : context.at("sysctls").items()) {
            if (sysctl.at("name").present()
                    && !sysctl.at("name")
                            .text()
                            .matches("[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*")) {
                sysctl.at("name")
                        .invalid("must have at most 253 characters and match regex"
                                + " ^([a-z0-9][-_a-z0-9]*[a-z0-9]?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            }
        }
        seccomp(context.at("seccompProfile"));
        context.at("supplementalGroupsPolicy").optionalOneOf("Merge", "Strict");
    }

    private static void id(Part id) {
        if (id.isSet()) {
            id.inRange(0, Integer.MAX_VALUE);
        }
    }

    private static void seccomp(Part profile) {
        if (!profile.isSet()) {
            return;
        }
        Part type = profile.at("type");
        Part file = profile.at("localhostProfile");
        if (type.isZero()) {
            type.required("type is required when seccompProfile is set");
        } else {
            type.oneOf("Localhost", "RuntimeDefault", "Unconfined");
        }
        if (type.is("Localhost") && file.isZero()) {
            file.required("must be set when seccomp type is Localhost");
        } else if (!type.is("Localhost") && file.isSet()) {
            file.invalid("can only be set when seccomp type is Localhost");
        }
    }

    static void container(Part context) {
        if (!context.isSet()) {
            return;
        }
        id(context.at("runAsUser"));
        id(context.at("runAsGroup"));
        context.at("procMount").optionalOneOf("Default", "Unmasked");
        Part escalation = context.at("allowPrivilegeEscalation");
        if (escalation.isSet() && !escalation.isTrue()) {
            if (context.at("privileged").isTrue()) {
                context.invalid("cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
            boolean admin = context.at("capabilities", "add").items().stream().anyMatch(c -> c.is("CAP_SYS_ADMIN"));
            if (admin) {
                context.invalid("cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
        seccomp(context.at("seccompProfile"));
    }
}
