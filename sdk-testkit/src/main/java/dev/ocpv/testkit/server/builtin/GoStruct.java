package dev.ocpv.testkit.server.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A struct of the real server's code: the fields of a kind or of a part of one.
 *
 * @param name package and name, for instance core.PodSpec
 * @param fields by JSON name, in the order of the code
 * @param atomic whether server-side apply takes it as one value
 */
record GoStruct(String name, Map<String, Field> fields, boolean atomic) {
    /**
     * One field.
     *
     * @param json its name in JSON
     * @param number its number in protobuf
     * @param type its type
     * @param omitEmpty whether an empty value is left out
     * @param omitZero whether a zero struct is left out
     * @param traits what patches and ownership need to know, by the letters of the table
     * @param embedded the structs between the owner and the field that JSON does not show, each with a dot behind it
     */
    record Field(
            String json,
            int number,
            GoType type,
            boolean omitEmpty,
            boolean omitZero,
            Map<String, String> traits,
            String embedded) {

        static Field parse(String[] column, int minor) {
            Map<String, String> traits = new LinkedHashMap<>();
            for (String trait : List.of(column).subList(3, column.length)) {
                int eq = trait.indexOf('=');
                traits.put(eq < 0 ? trait : trait.substring(0, eq), eq < 0 ? "" : trait.substring(eq + 1));
            }
            String zero = traits.get("z");
            boolean omitZero = zero != null && (zero.isEmpty() || Integer.parseInt(zero) <= minor);
            return new Field(
                    column[0],
                    Integer.parseInt(column[1]),
                    GoType.parse(column[2]),
                    traits.containsKey("o"),
                    omitZero,
                    traits,
                    "");
        }

        /** {@return the same field as a struct sees it that embeds its owner} */
        Field embeddedIn(GoType owner) {
            String outer = owner.name().substring(owner.name().indexOf('.') + 1) + ".";
            return new Field(json, number, type, omitEmpty, omitZero, traits, outer + embedded);
        }

        /** {@return whether the feature behind the field is on in the imitated release; if not, it is read but not kept} */
        boolean isEnabled(int minor) {
            return isSince("e", minor);
        }

        /** {@return whether the imitated release knows the field} */
        boolean isIn(int minor) {
            String until = traits.get("u");
            return isSince("s", minor) && (until == null || Integer.parseInt(until) >= minor);
        }

        private boolean isSince(String trait, int minor) {
            String since = traits.get(trait);
            return since == null || Integer.parseInt(since) <= minor;
        }
    }

    /** {@return the name without the package} */
    String shortName() {
        return name.substring(name.indexOf('.') + 1);
    }
}
