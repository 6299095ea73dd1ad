package dev.ocpv.testkit.server.builtin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What security contexts must be like. */
final class PodSecurityRules {
    private PodSecurityRules() {}

    static void pod(Part spec) {
        Part context = spec.at("securityContext");
        for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            id(context.at(field));
        }
        context.at("supplementalGroups").items().forEach(PodSecurityRules::id);
        if (spec.at("shareProcessNamespace").isTrue() && spec.at("hostPID").isTrue()) {
            spec.at("shareProcessNamespace")
                    .as(context.at("shareProcessNamespace").path())
                    .invalid("ShareProcessNamespace and HostPID cannot both be enabled");
        }
        sysctls(context.at("sysctls"), spec);
        context.at("fsGroupChangePolicy").optionalOneOf("Always", "OnRootMismatch");
        PodWindowsRules.options(context.at("windowsOptions"));
        seccomp(context.at("seccompProfile"));
        appArmor(context.at("appArmorProfile"));
        context.at("supplementalGroupsPolicy").optionalOneOf("Merge", "Strict");
        // Until 1.35 only that is let in, unless a gate is on.
        context.at("seLinuxChangePolicy").optionalOneOf("Recursive");
    }

    private static void sysctls(Part sysctls, Part spec) {
        Set<String> known = new HashSet<>();
        for (Part sysctl : sysctls.items()) {
            Part name = sysctl.at("name");
            if (!name.present()) {
                continue;
            }
            if (!name.text().matches("[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*")) {
                name.invalid("must have at most 253 characters and match regex"
                        + " ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            } else if (known.contains(name.text())) {
                name.duplicate();
            }
            known.add(name.text());
            ofHost(name, spec);
        }
    }

    /** What belongs to the host is not changed by a pod that shares it. */
    private static void ofHost(Part name, Part spec) {
        String setting = name.text().replace('/', '.');
        boolean messages = setting.startsWith("kernel.shm")
                || setting.startsWith("kernel.msg")
                || setting.startsWith("fs.mqueue.")
                || setting.equals("kernel.sem");
        if (spec.at("hostNetwork").isTrue() && setting.startsWith("net.")) {
            name.invalid("may not be specified when 'hostNetwork' is true");
        } else if (spec.at("hostIPC").isTrue() && messages) {
            name.invalid("may not be specified when 'hostIPC' is true");
        }
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
        if (!type.is("Localhost")) {
            if (file.isSet()) {
                profile.as(file.path()).invalid("can only be set when seccomp type is Localhost");
            }
        } else if (!file.isSet()) {
            file.required("must be set when seccomp type is Localhost");
        } else {
            file.invalid(TextRules.descending(file.text()));
        }
    }

    private static void appArmor(Part profile) {
        if (!profile.isSet()) {
            return;
        }
        Part type = profile.at("type");
        Part name = profile.at("localhostProfile");
        if (type.isZero()) {
            type.required("type is required when appArmorProfile is set");
        } else if (!type.is("Localhost", "RuntimeDefault", "Unconfined")) {
            type.notSupported("Localhost", "RuntimeDefault", "Unconfined");
        } else if (!type.is("Localhost")) {
            if (name.isSet()) {
                name.invalid("can only be set when AppArmor type is Localhost");
            }
        } else if (!name.text().equals(name.text().strip())) {
            name.invalid("must not be padded with whitespace");
        } else if (name.isZero()) {
            name.required("must be set when AppArmor type is Localhost");
        }
    }

    static void container(Part context, boolean hostUsers) {
        if (!context.isSet()) {
            return;
        }
        id(context.at("runAsUser"));
        id(context.at("runAsGroup"));
        Part mount = context.at("procMount");
        mount.optionalOneOf("Default", "Unmasked");
        if (hostUsers && mount.is("Unmasked")) {
            mount.invalid("`hostUsers` must be false to use `Unmasked`");
        }
        seccomp(context.at("seccompProfile"));
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
        PodWindowsRules.options(context.at("windowsOptions"));
        appArmor(context.at("appArmorProfile"));
    }
}
