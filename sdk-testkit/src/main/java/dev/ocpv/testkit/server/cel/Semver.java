package dev.ocpv.testkit.server.cel;

import java.util.List;
import java.util.regex.Pattern;

/** A semantic version; what comes after a plus does not count in comparisons. */
record Semver(long major, long minor, long patch, String preRelease) implements Comparable<Semver> {
    private static final Pattern STRICT = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    static Semver parse(String text, boolean normalize) {
        var match = STRICT.matcher(normalize ? normalized(text) : text);
        if (!match.matches()) {
            throw new RuleException("No Major.Minor.Patch elements found");
        }
        return new Semver(
                Long.parseLong(match.group(1)),
                Long.parseLong(match.group(2)),
                Long.parseLong(match.group(3)),
                match.group(4) == null ? "" : match.group(4));
    }

    /** A leading v goes, missing parts become zero, leading zeros go. */
    private static String normalized(String text) {
        var version = text.startsWith("v") ? text.substring(1) : text;
        int end = 0;
        while (end < version.length() && (Character.isDigit(version.charAt(end)) || version.charAt(end) == '.')) {
            end++;
        }
        var numbers = version.substring(0, end).split("\\.", -1);
        var core = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            var number = i < numbers.length ? numbers[i].replaceFirst("^0+(?=\\d)", "") : "0";
            core.append(i == 0 ? "" : ".").append(number);
        }
        return core + version.substring(end);
    }

    static boolean isSemver(String text, boolean normalize) {
        try {
            return parse(text, normalize).major >= 0;
        } catch (RuleException | NumberFormatException e) {
            return false;
        }
    }

    @Override
    public int compareTo(Semver other) {
        int core = Long.compare(major, other.major);
        core = core != 0 ? core : Long.compare(minor, other.minor);
        core = core != 0 ? core : Long.compare(patch, other.patch);
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
                    ? Long.compare(Long.parseLong(a.get(i)), Long.parseLong(b.get(i)))
                    : left != right ? (left ? -1 : 1) : a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
