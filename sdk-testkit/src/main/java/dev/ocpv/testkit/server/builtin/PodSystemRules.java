package dev.ocpv.testkit.server.builtin;

import java.util.List;

/** What a pod may want from its host, and from which operating system. */
final class PodSystemRules {
    private static final String WINDOWS = "cannot be set for a windows pod";

    private PodSystemRules() {}

    /** Users of its own exclude much that belongs to the host. */
    static void hostUsers(Part spec) {
        if (!spec.at("hostUsers").isSet() || spec.at("hostUsers").isTrue()) {
            return;
        }
        if (spec.at("hostNetwork").isTrue()) {
            spec.at("hostNetwork").forbidden("when `hostUsers` is false");
        }
        for (String field : List.of("PID", "IPC")) {
            if (spec.at("host" + field).isTrue()) {
                spec.at("Host" + field).forbidden("when `hostUsers` is false");
            }
        }
    }

    static void hostName(Part spec) {
        Part name = spec.at("hostnameOverride");
        if (!name.isSet()) {
            return;
        }
        if (spec.at("setHostnameAsFQDN").isTrue()) {
            name.forbidden("may not be specified when setHostnameAsFQDN is true");
        }
        if (spec.at("hostNetwork").isTrue()) {
            name.forbidden("may not be specified when hostNetwork is true");
        }
        if (name.text().length() > 64) {
            name.errors().tooLong(name.path(), 64);
        }
        name.subdomain();
    }

    static void system(Part spec) {
        Part os = spec.at("os");
        if (!os.isSet()) {
            return;
        }
        Part name = os.at("name");
        if (name.isZero()) {
            name.required("");
        } else if (name.is("linux")) {
            linux(spec);
        } else if (name.is("windows")) {
            windows(spec);
        } else {
            name.as(os.path()).notSupported("linux", "windows");
        }
    }

    private static void linux(Part spec) {
        String words = "windows options cannot be set for a linux pod";
        Part options = spec.at("securityContext", "windowsOptions");
        if (options.isSet()) {
            options.forbidden(words);
        }
        for (Part container : PodParts.containers(spec)) {
            Part own = container.at("securityContext", "windowsOptions");
            if (own.isSet()) {
                own.forbidden(words);
            }
        }
    }

    private static void windows(Part spec) {
        Part context = spec.at("securityContext");
        unset(context, "appArmorProfile", "seLinuxOptions");
        unset(spec, "hostUsers");
        untrue(spec, "hostPID", "hostIPC");
        unset(context, "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls");
        unset(spec, "shareProcessNamespace");
        unset(
                context,
                "runAsUser",
                "runAsGroup",
                "supplementalGroups",
                "supplementalGroupsPolicy",
                "seLinuxChangePolicy");
        for (Part container : PodParts.containers(spec)) {
            unset(
                    container.at("securityContext"),
                    "appArmorProfile",
                    "seLinuxOptions",
                    "seccompProfile",
                    "capabilities",
                    "readOnlyRootFilesystem",
                    "privileged",
                    "allowPrivilegeEscalation",
                    "procMount",
                    "runAsUser",
                    "runAsGroup");
        }
    }

    private static void unset(Part part, String... fields) {
        for (String field : fields) {
            if (part.at(field).isSet()) {
                part.at(field).forbidden(WINDOWS);
            }
        }
    }

    private static void untrue(Part part, String... fields) {
        for (String field : fields) {
            if (part.at(field).isTrue()) {
                part.at(field).forbidden(WINDOWS);
            }
        }
    }
}
