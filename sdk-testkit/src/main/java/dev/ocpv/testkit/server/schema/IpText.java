package dev.ocpv.testkit.server.schema;

/** Tells IP addresses and blocks in text, with leading zeros allowed in IPv4 as old Go versions allowed them. */
final class IpText {
    private IpText() {}

    static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 ? isIpv6(text) : isIpv4(text);
    }

    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        var address = text.substring(0, slash);
        var bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || !isAddress(address)) {
            return false;
        }
        return Integer.parseInt(bits) <= (address.indexOf(':') >= 0 ? 128 : 32);
    }

    private static boolean isIpv4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (var part : parts) {
            if (!part.matches("[0-9]+") || part.length() > 9 || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return false;
        }
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        var rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest, true);
        return before >= 0 && after >= 0 && before + after < 8;
    }

    private static int groups(String text, boolean mayEndInIpv4) {
        var parts = text.split(":", -1);
        int count = parts.length;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && mayEndInIpv4 && parts[i].indexOf('.') >= 0) {
                return isIpv4(parts[i]) ? count + 1 : -1;
            }
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
                return -1;
            }
        }
        return count;
    }
}
