package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Bounds and factors of numbers; against an integer value, fractional bounds are cut to integers. */
final class NumberChecks {
    private static final double LIMIT = 0x1p63;

    private NumberChecks() {}

    static void check(JsonNode value, ValueRules rules, PathStack path, List<FieldError> errors) {
        if (rules.multipleOf.isPresent()) {
            multipleOf(value, rules.multipleOf.getAsDouble(), path, errors);
        }
        if (rules.minimum.isPresent()) {
            bound(value, rules.minimum.getAsDouble(), rules.exclusiveMinimum, path, errors, "greater", 1);
        }
        if (rules.maximum.isPresent()) {
            bound(value, rules.maximum.getAsDouble(), rules.exclusiveMaximum, path, errors, "less", -1);
        }
    }

    private static void bound(
            JsonNode value,
            double bound,
            boolean exclusive,
            PathStack path,
            List<FieldError> errors,
            String word,
            int direction) {
        boolean integer = Numbers.isInteger(value);
        int order = integer ? Long.compare(value.longValue(), cut(bound)) : Double.compare(value.doubleValue(), bound);
        if (order * direction < 0 || (exclusive && order == 0)) {
            var shown = integer ? Long.toString(cut(bound)) : GoText.general(bound);
            var at = path.text();
            errors.add(FieldError.invalid(
                    at,
                    value,
                    at + " in body should be " + word + " than " + (exclusive ? "" : "or equal to ") + shown));
        }
    }

    /** {@return the integer that the server's machine makes of a bound} */
    private static long cut(double bound) {
        return bound >= LIMIT || bound < -LIMIT ? Long.MIN_VALUE : (long) bound;
    }

    private static void multipleOf(JsonNode value, double factor, PathStack path, List<FieldError> errors) {
        var at = path.text();
        boolean integer = Numbers.isInteger(value);
        var shown = integer ? Long.toString((long) factor) : GoText.general(factor);
        if (integer ? (long) factor <= 0 : factor <= 0) {
            errors.add(FieldError.invalid(
                    at,
                    factorValue(integer, factor),
                    "factor MultipleOf declared for " + at + " must be positive: " + shown));
        } else if (!divides(value, factor, integer)) {
            errors.add(FieldError.invalid(at, value, at + " in body should be a multiple of " + shown));
        }
    }

    private static JsonNode factorValue(boolean integer, double factor) {
        var nodes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
        return integer ? nodes.numberNode((long) factor) : nodes.numberNode(factor);
    }

    private static boolean divides(JsonNode value, double factor, boolean integer) {
        if (integer) {
            return value.longValue() % (long) factor == 0;
        }
        return Numbers.isWhole(factor < 1 ? 1 / factor * value.doubleValue() : value.doubleValue() / factor);
    }
}
