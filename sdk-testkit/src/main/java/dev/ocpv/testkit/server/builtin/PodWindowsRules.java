package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.regex.Pattern;

/** What pods and containers may say of Windows. */
final class PodWindowsRules {
    private static final int LONGEST_CREDENTIALS = 64 * 1024;
    private static final int LONGEST_DOMAIN = 256;
    private static final int LONGEST_USER = 104;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern NET_BIOS = Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
    private static final Pattern DOMAIN = Pattern.compile(
            "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    private static final Pattern ODD_USER = Pattern.compile("[\"/\\\\:;|=,+*?<>@\\[\\]]");

    private PodWindowsRules() {}

    static void options(Part options) {
        Part name = options.at("gmsaCredentialSpecName");
        if (name.isSet()) {
            name.subdomain();
        }
        Part credentials = options.at("gmsaCredentialSpec");
        if (credentials.isSet() && credentials.isZero()) {
            credentials.invalid("gmsaCredentialSpec cannot be an empty string");
        } else if (credentials.text().length() > LONGEST_CREDENTIALS) {
            credentials.invalid("gmsaCredentialSpec size must be under 64 KiB");
        }
        if (options.at("runAsUserName").isSet()) {
            user(options.at("runAsUserName"));
        }
    }

    private static void user(Part name) {
        String[] parts = name.text().split("\\\\", -1);
        if (name.isZero()) {
            name.invalid("runAsUserName cannot be an empty string");
        } else if (CONTROL.matcher(name.text()).find()) {
            name.invalid("runAsUserName cannot contain control characters");
        } else if (parts.length > 2) {
            name.invalid("runAsUserName cannot contain more than one backslash");
        } else {
            if (parts.length == 2) {
                domain(name, parts[0]);
            }
            plainUser(name, parts[parts.length - 1]);
        }
    }

    private static void domain(Part name, String domain) {
        if (domain.length() >= LONGEST_DOMAIN) {
            name.invalid("runAsUserName's Domain length must be under " + LONGEST_DOMAIN + " characters");
        }
        if (!NET_BIOS.matcher(domain).matches() && !DOMAIN.matcher(domain).matches()) {
            name.invalid("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
        }
    }

    private static void plainUser(Part name, String user) {
        if (user.isEmpty()) {
            name.invalid("runAsUserName's User cannot be empty");
        } else if (user.length() > LONGEST_USER) {
            name.invalid("runAsUserName's User length must not be longer than " + LONGEST_USER + " characters");
        }
        if (user.matches("[. ]+")) {
            name.invalid("runAsUserName's User cannot contain only periods or spaces");
        }
        if (ODD_USER.matcher(user).find()) {
            name.invalid("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
        }
    }

    /** Processes of a host are all or none of a pod, and use the network of the host. */
    static void hostProcesses(Part spec) {
        Part whole = spec.at("securityContext", "windowsOptions", "hostProcess");
        int count = 0;
        int processes = 0;
        for (Part container : PodParts.containers(spec)) {
            count++;
            Part own = container.at("securityContext", "windowsOptions", "hostProcess");
            if (whole.isSet() && own.isSet() && whole.isTrue() != own.isTrue()) {
                own.invalid("pod hostProcess value must be identical if both are specified, was " + whole.isTrue());
            }
            if (own.isSet() ? own.isTrue() : whole.isTrue()) {
                processes++;
            }
        }
        if (processes == 0) {
            return;
        }
        if (processes != count) {
            spec.with(Json.text(""))
                    .asText()
                    .invalid("If pod contains any hostProcess containers then all containers must be HostProcess"
                            + " containers");
        }
        if (!spec.at("hostNetwork").isTrue()) {
            spec.at("hostNetwork")
                    .invalid(BooleanNode.FALSE, "hostNetwork must be true if pod contains any hostProcess containers");
        }
    }
}
