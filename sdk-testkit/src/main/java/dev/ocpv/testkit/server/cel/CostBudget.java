package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Adds up what the rules of a schema may cost. */
final class CostBudget {
    private static final double PER_EXPRESSION = 10_000_000;
    private static final double PER_SCHEMA = 100_000_000;
    private final List<Cost> expensive = new ArrayList<>();
    private double total;

    private record Cost(String path, double cost) {}

    /** Counts one expression; adds a finding when it alone is too much. */
    void add(String path, String what, double cost, List<FieldError> errors) {
        double bounded = Math.min(cost, Range.MOST);
        if (bounded > PER_EXPRESSION) {
            errors.add(FieldError.forbidden(path, words(what, bounded, PER_EXPRESSION)));
        }
        total = Math.min(total + bounded, Range.MOST);
        if (bounded >= PER_SCHEMA / 100) {
            expensive.add(new Cost(path, bounded));
        }
    }

    /** Adds what there is to say about all rules together. */
    void finish(String path, List<FieldError> errors) {
        if (total <= PER_SCHEMA) {
            return;
        }
        expensive.sort(Comparator.comparingDouble(Cost::cost).reversed());
        expensive.stream()
                .limit(4)
                .forEach(cost -> errors.add(FieldError.forbidden(
                        cost.path(),
                        "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema")));
        errors.add(FieldError.forbidden(
                path,
                words(
                        "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
                        total,
                        PER_SCHEMA)));
    }

    private static String words(String what, double cost, double limit) {
        double factor = cost / limit;
        String shown;
        if (factor > 100) {
            shown = "more than 100x";
        } else {
            shown = String.format(Locale.ROOT, factor < 1.5 ? "%.6fx" : "%.1fx", factor);
        }
        return what + " exceeds budget by factor of " + shown
                + " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength"
                + " where arrays, maps, and strings are declared)";
    }
}
