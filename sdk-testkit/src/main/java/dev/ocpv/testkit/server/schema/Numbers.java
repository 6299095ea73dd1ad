package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** How numbers of a JSON tree count: as a 64-bit integer when written as one and in range, else as floating point. */
public final class Numbers {
    private Numbers() {}

    /** {@return whether the value is an integer to a kube-apiserver} */
    public static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /** {@return whether a floating-point number stands for an integer} */
    static boolean isWhole(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || Math.abs(number) > 9007199254740991.0) {
            return false;
        }
        double whole = Math.rint(number);
        if (number == whole) {
            return true;
        }
        double difference = Math.abs(number - whole);
        return whole != 0 && difference / (Math.abs(number) + Math.abs(whole)) < 1e-9;
    }

    private static boolean sameMembers(JsonNode a, JsonNode b) {
        for (var member : a.properties()) {
            var other = b.get(member.getKey());
            if (other == null || !sameValue(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether two values are the same, where an integer never equals a floating-point number} */
    @SuppressWarnings("ReferenceEquality") // shared subtrees are the common case
    public static boolean sameValue(JsonNode a, JsonNode b) {
        if (a == b) {
            return true;
        }
        if (a.isNumber() && b.isNumber()) {
            boolean integer = isInteger(a);
            if (integer != isInteger(b)) {
                return false;
            }
            return integer ? a.longValue() == b.longValue() : a.doubleValue() == b.doubleValue();
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size() && sameMembers(a, b);
        }
        if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!sameValue(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }
}
