package dev.ocpv.testkit.server.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the media types that a client accepts.
 *
 * @param type before the slash
 * @param subtype after it
 * @param parameters after the semicolons
 * @param quality how much it is wanted, at most 1
 */
public record AcceptClause(String type, String subtype, Map<String, String> parameters, double quality) {
    /** {@return the clauses of an Accept header, the most wanted first; what is no media type is left out} */
    public static List<AcceptClause> parse(String header) {
        List<AcceptClause> clauses = new ArrayList<>(2);
        for (String text : header.split(",", -1)) {
            AcceptClause clause = clause(text.strip());
            if (clause != null) {
                int at = clauses.size();
                while (at > 0 && clause.goesBefore(clauses.get(at - 1))) {
                    at--;
                }
                clauses.add(at, clause);
            }
        }
        return clauses;
    }

    private static @Nullable AcceptClause clause(String text) {
        String[] parts = text.split(";", -1);
        String[] type = parts[0].strip().split("/", -1);
        if (type.length == 1 && type[0].equals("*")) {
            type = new String[] {"*", "*"};
        }
        if (type.length != 2 || type[1].isEmpty()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", -1);
            if (parameter.length == 2 && !parameter[1].isEmpty()) {
                parameters.put(parameter[0].strip(), parameter[1].strip());
            }
        }
        String quality = parameters.remove("q");
        return new AcceptClause(type[0].strip(), type[1].strip(), parameters, quality == null ? 1 : qualityOf(quality));
    }

    private static double qualityOf(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A type that is named goes before any type, whatever their quality. */
    private boolean goesBefore(AcceptClause other) {
        return quality > other.quality
                || (!type.equals("*") && other.type.equals("*"))
                || (!subtype.equals("*") && other.subtype.equals("*"));
    }

    /** {@return whether the type is one of those that the clause accepts} */
    public boolean matches(String otherType, String otherSubtype) {
        return subtype.equals("*")
                ? type.equals("*") || type.equals(otherType)
                : type.equals(otherType) && subtype.equals(otherSubtype);
    }

    /** {@return whether the answer shall be made into something else, be it known or not} */
    boolean transforms() {
        return parameters.containsKey("as") || parameters.containsKey("v") || parameters.containsKey("g");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
