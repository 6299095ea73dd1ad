package dev.ocpv.testkit.server.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One of the media types that a client accepts.
 *
 * @param type before the slash
 * @param subtype after it
 * @param parameters after the semicolons
 * @param quality how much it is wanted, at most 1
 */
public record AcceptClause(String type, String subtype, Map<String, String> parameters, double quality) {
    private static final Set<String> ROUTED =
            Set.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "*/*");

    /** {@return the clauses of an Accept header, the most wanted first} */
    public static List<AcceptClause> parse(String header) {
        List<AcceptClause> clauses = new ArrayList<>();
        for (String clause : header.split(",", -1)) {
            if (!clause.isBlank()) {
                clauses.add(clause(clause.strip()));
            }
        }
        clauses.sort(Comparator.comparingDouble(AcceptClause::quality).reversed());
        return clauses;
    }

    private static AcceptClause clause(String text) {
        String[] parts = text.split(";", -1);
        String[] type = parts[0].strip().toLowerCase(Locale.ROOT).split("/", 2);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].strip().split("=", 2);
            parameters.put(parameter[0], parameter.length > 1 ? parameter[1] : "");
        }
        return new AcceptClause(type[0], type.length > 1 ? type[1] : "*", parameters, qualityOf(parameters.get("q")));
    }

    private static double qualityOf(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? 1 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** {@return whether the type is one of those that the clause accepts} */
    public boolean matches(String otherType, String otherSubtype) {
        return (type.equals("*") || type.equals(otherType)) && (subtype.equals("*") || subtype.equals(otherSubtype));
    }

    boolean isRouted() {
        return ROUTED.contains(type + "/" + subtype);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
