package dev.ocpv.testkit.server.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what an evaluation costs while it runs, in the units of the real server. */
@SuppressWarnings("Immutable") // one evaluation has one of its own
final class CostTracker implements CelEvaluationListener {
    static final double PER_CALL = 1_000_000;

    private final Map<Long, Object> values = new HashMap<>();
    private double cost;

    /** {@return the cost up to now} */
    double cost() {
        return cost;
    }

    boolean exceeded() {
        return cost > PER_CALL;
    }

    @Override
    public void callback(CelExpr expr, Object result) {
        values.put(expr.id(), result);
        cost += switch (expr.getKind()) {
            case IDENT -> 1;
            case SELECT -> expr.select().testOnly() ? 0 : 1;
            case LIST -> 10;
            case MAP -> 30;
            case STRUCT -> 40;
            case CALL -> call(expr.call(), result);
            default -> 0;
        };
        if (exceeded()) {
            throw new RuleException(RuleErrors.COST_EXCEEDED);
        }
    }

    private @Nullable Object value(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT ? constant(expr) : values.get(expr.id());
    }

    private static @Nullable Object constant(CelExpr expr) {
        return switch (expr.constant().getKind()) {
            case STRING_VALUE -> expr.constant().stringValue();
            case BYTES_VALUE -> expr.constant().bytesValue();
            default -> null;
        };
    }

    private double call(CelExpr.CelCall call, Object result) {
        var target = call.target().map(this::value).orElse(null);
        boolean member = call.target().isPresent();
        var args = call.args().stream().map(this::value).toArray();
        Object first = member ? target : args.length > 0 ? args[0] : null;
        Object second = member ? (args.length > 0 ? args[0] : null) : args.length > 1 ? args[1] : null;
        return switch (call.function()) {
            case "_&&_", "_||_", "_?_:_" -> 0;
            case "startsWith", "endsWith" -> traversal(second);
            case "@in" -> second instanceof List<?> list ? list.size() : 1;
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
                Math.ceil(Math.min(size(first), size(second)) * FunctionCosts.TRAVERSAL);
            case "_+_" ->
                result instanceof String || result instanceof CelByteString
                        ? Math.ceil((size(first) + size(second)) * FunctionCosts.TRAVERSAL)
                        : 1;
            case "matches", "find", "findAll" ->
                Math.ceil((1 + size(first)) * FunctionCosts.TRAVERSAL) * Math.ceil(size(second) * FunctionCosts.REGEX);
            case "contains" -> first instanceof String ? traversal(first) * traversal(second) : 1;
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> visited(first);
            case "url", "lowerAscii", "upperAscii", "substring", "trim" -> traversal(first);
            case "cidr", "isIP", "isCIDR", "ip", "quantity", "isQuantity", "semver", "isSemver" -> traversal(first);
            case "replace", "split" -> Math.ceil(size(first) * 2 * FunctionCosts.TRAVERSAL);
            case "join" -> Math.ceil(size(result) * 2 * FunctionCosts.TRAVERSAL);
            default -> 1;
        };
    }

    private static double traversal(@Nullable Object value) {
        return Math.ceil(size(value) * FunctionCosts.TRAVERSAL);
    }

    /** {@return the cost of looking at everything in a value once} */
    private static double visited(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().mapToDouble(CostTracker::visited).sum();
        }
        return value instanceof String || value instanceof CelByteString
                ? Math.floor(size(value) * FunctionCosts.TRAVERSAL)
                : 1;
    }

    private static double size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof CelByteString bytes) {
            return bytes.size();
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : 1;
    }
}
