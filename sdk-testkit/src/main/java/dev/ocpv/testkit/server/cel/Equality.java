package dev.ocpv.testkit.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.bundle.CelBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.EqualsOperator.EqualsOverload;
import dev.cel.runtime.standard.GetMillisecondsFunction.GetMillisecondsOverload;
import dev.cel.runtime.standard.NotEqualsOperator.NotEqualsOverload;
import dev.cel.runtime.standard.StringFunction.StringOverload;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators that differ from those of the library: equality and addition know sets and keyed lists. */
final class Equality {
    private Equality() {}

    static void addTo(CelBuilder builder) {
        var others = CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> !(overload instanceof EqualsOverload)
                        && !(overload instanceof NotEqualsOverload)
                        && overload != GetMillisecondsOverload.DURATION_TO_MILLISECONDS
                        && overload != AddOverload.ADD_LIST
                        && overload != StringOverload.DOUBLE_TO_STRING
                        && overload != StringOverload.DURATION_TO_STRING
                        && !Arithmetic.replaces(overload))
                .build();
        builder.setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().build())
                .setStandardFunctions(others)
                .addFunctionBindings(
                        CelFunctionBinding.from("equals", Object.class, Object.class, Equality::equal),
                        CelFunctionBinding.from("not_equals", Object.class, Object.class, (a, b) -> !equal(a, b)),
                        CelFunctionBinding.from("add_list", List.class, List.class, Equality::plus),
                        CelFunctionBinding.from("duration_to_milliseconds", Duration.class, Duration::toMillis),
                        CelFunctionBinding.from("double_to_string", Double.class, StringFormat::shortest),
                        CelFunctionBinding.from(
                                "duration_to_string", Duration.class, span -> StringFormat.seconds(span) + "s"));
    }

    private static Object plus(List<?> a, List<?> b) {
        if (a instanceof AssociativeList list) {
            return list.plus(b);
        }
        var sum = new ArrayList<Object>(a);
        sum.addAll(b);
        return sum;
    }

    static boolean equal(Object a, Object b) {
        if (isNumber(a) && isNumber(b)) {
            return sameNumber(a, b);
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            return left.size() == right.size()
                    && ((left instanceof AssociativeList || right instanceof AssociativeList)
                            ? sameItems(left, right)
                            : sameSequence(left, right));
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.size() == right.size()
                    && left.entrySet().stream().allMatch(e -> {
                        Object other = right.get(e.getKey());
                        return other != null && equal(e.getValue(), other);
                    });
        }
        return a.equals(b);
    }

    private static boolean sameSequence(List<?> a, List<?> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        return a.stream().allMatch(item -> b.stream().anyMatch(other -> equal(item, other)));
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof UnsignedLong;
    }

    private static boolean sameNumber(Object a, Object b) {
        if (a.getClass() == b.getClass()) {
            return a instanceof Double left ? left.doubleValue() == (Double) b : a.equals(b);
        }
        return finite(a) && finite(b) && decimal(a).compareTo(decimal(b)) == 0;
    }

    private static boolean finite(Object value) {
        return !(value instanceof Double number) || !(number.isNaN() || number.isInfinite());
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Double number ? new BigDecimal(number) : new BigDecimal(value.toString());
    }
}
