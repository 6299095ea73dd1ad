package dev.ocpv.testkit.server.registry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of API versions: stable before beta before alpha, higher numbers first, anything else last by name. */
public final class VersionOrder {
    private static final Pattern FORM = Pattern.compile("v([0-9]+)(?:(alpha|beta)([0-9]+))?");

    /** The order in which versions are preferred. */
    public static final Comparator<String> NEWEST_FIRST = Comparator.comparingInt(VersionOrder::rank)
            .thenComparing(Comparator.comparingLong(VersionOrder::major).reversed())
            .thenComparing(Comparator.comparingLong(VersionOrder::minor).reversed())
            .thenComparing(Comparator.naturalOrder());

    private VersionOrder() {}

    private static int rank(String version) {
        Matcher form = FORM.matcher(version);
        if (!form.matches()) {
            return 3;
        }
        if (form.group(2) == null) {
            return 0;
        }
        return form.group(2).equals("beta") ? 1 : 2;
    }

    private static long major(String version) {
        Matcher form = FORM.matcher(version);
        return form.matches() ? Long.parseLong(form.group(1)) : 0;
    }

    private static long minor(String version) {
        Matcher form = FORM.matcher(version);
        return form.matches() && form.group(3) != null ? Long.parseLong(form.group(3)) : 0;
    }
}
