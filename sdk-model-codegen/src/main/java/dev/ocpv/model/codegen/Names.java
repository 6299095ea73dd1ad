package dev.ocpv.model.codegen;

import java.util.Locale;
import java.util.Set;

/** Java names from wire names. */
final class Names {
    private Names() {}

    /** A field that starts with a capital on the wire ({@code CommonInstancetypesDeployment}) does not in Java. */
    static String field(String name) {
        boolean capitalisedWord =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isLowerCase(name.charAt(1));
        return capitalisedWord ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
    }

    static String capitalise(String name) {
        var bare = name.startsWith("_") ? name.substring(1) : name;
        return bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
    }

    /** {@code LiveMigrateIfPossible} becomes {@code LIVE_MIGRATE_IF_POSSIBLE}. */
    static String constant(String value, Set<String> taken) {
        var words = value.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
        var name = words.isEmpty() ? "EMPTY" : Character.isDigit(words.charAt(0)) ? "V" + words : words;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Text that is safe inside a Javadoc comment. */
    static String javadoc(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;");
    }
}
