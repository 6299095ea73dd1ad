package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.util.List;

/**
 * A semantic version; what comes after a plus does not count in comparisons.
 *
 * @param major without a sign, like the other numbers
 */
record Semver(long major, long minor, long patch, String preRelease) implements Comparable<Semver> {
    private static final int PARTS = 3;

    /** Reads a version; throws a {@link RuleException} that says why it is none. */
    static Semver parse(String text, boolean normalize) {
        return strict(normalize ? normalized(text) : text);
    }

    private static Semver strict(String text) {
        if (text.isEmpty()) {
            throw new RuleException("Version string empty");
        }
        var parts = text.split("\\.", PARTS);
        if (parts.length != PARTS) {
            throw new RuleException("No Major.Minor.Patch elements found");
        }
        long major = number("major", parts[0]);
        long minor = number("minor", parts[1]);
        var rest = parts[2];
        int plus = rest.indexOf('+');
        var build = plus < 0 ? null : rest.substring(plus + 1);
        rest = plus < 0 ? rest : rest.substring(0, plus);
        int dash = rest.indexOf('-');
        var preRelease = dash < 0 ? null : rest.substring(dash + 1);
        long patch = number("patch", dash < 0 ? rest : rest.substring(0, dash));
        if (preRelease != null) {
            checkPreRelease(preRelease);
        }
        if (build != null) {
            checkBuild(build);
        }
        return new Semver(major, minor, patch, preRelease == null ? "" : preRelease);
    }

    private static void checkPreRelease(String preRelease) {
        for (var part : preRelease.split("\\.", -1)) {
            if (part.isEmpty()) {
                throw new RuleException("Prerelease is empty");
            }
            if (!part.matches("[0-9A-Za-z-]+")) {
                throw new RuleException("Invalid character(s) found in prerelease " + GoText.quote(part));
            }
            if (part.matches("0[0-9]+")) {
                throw new RuleException(
                        "Numeric PreRelease version must not contain leading zeroes " + GoText.quote(part));
            }
            if (part.matches("[0-9]+")) {
                unsigned(part);
            }
        }
    }

    private static void checkBuild(String build) {
        for (var part : build.split("\\.", -1)) {
            if (part.isEmpty()) {
                throw new RuleException("Build meta data is empty");
            }
            if (!part.matches("[0-9A-Za-z-]+")) {
                throw new RuleException("Invalid character(s) found in build meta data " + GoText.quote(part));
            }
        }
    }

    private static long number(String name, String text) {
        if (!text.matches("[0-9]*")) {
            throw new RuleException("Invalid character(s) found in " + name + " number " + GoText.quote(text));
        }
        if (text.length() > 1 && text.startsWith("0")) {
            var capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            throw new RuleException(capital + " number must not contain leading zeroes " + GoText.quote(text));
        }
        return unsigned(text);
    }

    private static long unsigned(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new RuleException("strconv.ParseUint: parsing " + GoText.quote(text) + ": "
                    + (text.isEmpty() ? "invalid syntax" : "value out of range"));
        }
    }

    /** A leading v goes, missing parts become zero, leading zeros go. */
    private static String normalized(String text) {
        var parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", PARTS);
        var core = new StringBuilder();
        for (int i = 0; i < PARTS; i++) {
            core.append(i == 0 ? "" : ".").append(i < parts.length ? withoutZeros(parts[i]) : "0");
        }
        var last = parts[parts.length - 1];
        if (parts.length < PARTS && (last.indexOf('+') >= 0 || last.indexOf('-') >= 0)) {
            throw new RuleException("short version cannot contain PreRelease/Build meta data");
        }
        return core.toString();
    }

    private static String withoutZeros(String part) {
        if (part.length() < 2) {
            return part;
        }
        var rest = part.replaceFirst("^0+", "");
        return rest.isEmpty() || !Character.isDigit(rest.charAt(0)) ? "0" + rest : rest;
    }

    static boolean isSemver(String text, boolean normalize) {
        try {
            parse(text, normalize);
            return true;
        } catch (RuleException e) {
            return false;
        }
    }

    @Override
    public int compareTo(Semver other) {
        int core = Long.compareUnsigned(major, other.major);
        core = core != 0 ? core : Long.compareUnsigned(minor, other.minor);
        core = core != 0 ? core : Long.compareUnsigned(patch, other.patch);
        if (core != 0 || preRelease.equals(other.preRelease)) {
            return core;
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        return comparePreReleases(List.of(preRelease.split("\\.", -1)), List.of(other.preRelease.split("\\.", -1)));
    }

    private static int comparePreReleases(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            boolean left = a.get(i).matches("\\d+");
            boolean right = b.get(i).matches("\\d+");
            int order = left && right
                    ? Long.compareUnsigned(Long.parseUnsignedLong(a.get(i)), Long.parseUnsignedLong(b.get(i)))
                    : left != right ? (left ? -1 : 1) : a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
