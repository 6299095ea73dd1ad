package dev.ocpv.testkit.server.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What functions cost beyond their arguments, and how large their results get. */
final class FunctionCosts {
    static final double TRAVERSAL = 0.1;
    static final double REGEX = 0.25;
    private static final double NAMED_FORMAT = 128;
    private static final Set<CelType> COMPARED_AT_ONCE =
            Set.of(NetworkFunctions.IP, NetworkFunctions.CIDR, ValueFunctions.QUANTITY, ValueFunctions.SEMVER);

    private final CostEstimate estimate;
    private final int minor;

    FunctionCosts(CostEstimate estimate, int minor) {
        this.estimate = estimate;
        this.minor = minor;
    }

    Range cost(CelExpr expr, String function, @Nullable CelExpr target, List<CelExpr> args) {
        return target == null ? ofArguments(expr, function, args) : ofTarget(expr, function, target, args);
    }

    private Range size(CelExpr expr) {
        return estimate.size(expr);
    }

    private Range ofArguments(CelExpr expr, String function, List<CelExpr> args) {
        switch (function) {
            case "cidr", "isIP", "isCIDR", "ip", "quantity", "isQuantity", "semver", "isSemver" -> {
                return size(args.get(0)).times(TRAVERSAL);
            }
            case "ip.isCanonical" -> {
                return size(args.get(0)).times(2 * TRAVERSAL);
            }
            case "url" -> {
                estimate.size(expr, size(args.get(0)));
                return size(args.get(0)).times(TRAVERSAL);
            }
            case "strings.quote" -> {
                var size = size(args.get(0));
                estimate.size(expr, new Range(size.min() + 2, size.max() * 2 + 2));
                return size.times(TRAVERSAL);
            }
            case "matches" -> {
                return regex(args.get(0), args.get(1));
            }
            case "@in" -> {
                return switch (estimate.type(args.get(1)).kind()) {
                    case MAP -> Range.ONE;
                    case DYN -> Range.ONE.union(size(args.get(1)));
                    default -> size(args.get(1));
                };
            }
            case "_+_" -> {
                return plus(expr, args);
            }
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> {
                return compared(function, args.get(0), args.get(1));
            }
            case "lists.range" -> {
                return made(expr, 1, Range.of(integer(args.get(0), Range.MOST)));
            }
            case "string", "bytes" -> {
                return converted(expr, args.get(0));
            }
            default -> {
                return Range.ONE;
            }
        }
    }

    private Range regex(CelExpr text, CelExpr pattern) {
        return size(text).plus(Range.ONE).times(TRAVERSAL).times(size(pattern).times(REGEX));
    }

    private Range plus(CelExpr expr, List<CelExpr> args) {
        var kind = estimate.type(expr).kind();
        if (kind != CelKind.STRING && kind != CelKind.BYTES && kind != CelKind.LIST && kind != CelKind.DYN) {
            return Range.ONE;
        }
        var size = size(args.get(0)).plus(size(args.get(1)));
        estimate.size(expr, size);
        return switch (kind) {
            case LIST -> Range.ONE;
            case DYN -> Range.ONE.union(size.times(TRAVERSAL));
            default -> size.times(TRAVERSAL);
        };
    }

    /** From Kubernetes 1.32 values that only Kubernetes knows are compared at once, but only by ==. */
    private Range compared(String function, CelExpr left, CelExpr right) {
        if (minor >= 32 && function.equals("_==_") && COMPARED_AT_ONCE.contains(estimate.type(left))) {
            return Range.ONE;
        }
        double smaller = Math.min(size(left).max(), size(right).max());
        boolean order = !function.equals("_==_") && !function.equals("_!=_");
        var kind = estimate.type(left).kind();
        if (order && kind != CelKind.STRING && kind != CelKind.BYTES && kind != CelKind.DYN) {
            return Range.ONE;
        }
        return new Range(smaller > 0 ? 1 : 0, smaller).times(TRAVERSAL);
    }

    private Range converted(CelExpr expr, CelExpr from) {
        var to = estimate.type(expr).kind();
        var kind = estimate.type(from).kind();
        var size = size(from);
        boolean either = kind == CelKind.DYN;
        if (to == CelKind.BYTES && (either || kind == CelKind.STRING)) {
            estimate.size(expr, new Range(size.min(), size.max() * 4));
        } else if (to == CelKind.STRING && (either || kind == CelKind.BYTES)) {
            estimate.size(expr, new Range(size.min() / 4, size.max()));
        } else {
            return Range.ONE;
        }
        return either ? Range.ONE.union(size.times(TRAVERSAL)) : size.times(TRAVERSAL);
    }

    private Range ofTarget(CelExpr expr, String function, CelExpr target, List<CelExpr> args) {
        var size = size(target);
        switch (function) {
            case "startsWith", "endsWith" -> {
                return size(args.get(0)).times(TRAVERSAL);
            }
            case "matches" -> {
                return regex(target, args.get(0));
            }
            case "find", "findAll" -> {
                estimate.size(expr, new Range(0, size.max()));
                return regex(target, args.get(0));
            }
            case "contains" -> {
                var kind = estimate.type(target).kind();
                return kind == CelKind.STRING || kind == CelKind.DYN
                        ? size.times(TRAVERSAL).times(size(args.get(0)).times(TRAVERSAL))
                        : Range.ONE;
            }
            case "format" -> {
                return size.times(TRAVERSAL);
            }
            case "lowerAscii", "upperAscii", "substring", "trim" -> {
                estimate.size(expr, size);
                return size.times(TRAVERSAL);
            }
            case "replace" -> {
                estimate.size(expr, replaced(size, size(args.get(0)), size(args.get(1))));
                return size.times(2 * TRAVERSAL);
            }
            case "split" -> {
                estimate.size(expr, new Range(0, pieces(size, args)));
                return size.times(2 * TRAVERSAL);
            }
            case "join" -> {
                var all = joined(target, args);
                estimate.size(expr, all);
                return all.times(TRAVERSAL);
            }
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> {
                return traversed(target);
            }
            case "slice" -> {
                return made(expr, 1, Range.of(length(integer(args.get(0), 0), integer(args.get(1), size.max()))));
            }
            case "reverse" -> {
                return made(expr, 1, size);
            }
            case "flatten" -> {
                return made(expr, args.isEmpty() ? 1 : integer(args.get(0), Range.MOST), size);
            }
            case "distinct" -> {
                return made(expr, 2, size.times(size));
            }
            case "sort" -> {
                return made(expr, sorting(estimate.type(target)), size.times(size));
            }
            case "@sortByAssociatedKeys" -> {
                var keys = size(args.get(0));
                return made(expr, sorting(estimate.type(args.get(0))), keys.times(keys));
            }
            case "containsIP", "containsCIDR" -> {
                return contained(function, args.get(0));
            }
            case "validate" -> {
                return size(args.get(0)).times(TRAVERSAL).times(NAMED_FORMAT * REGEX);
            }
            default -> {
                return Range.ONE;
            }
        }
    }

    /** {@return what a list costs that is made new} */
    private Range made(CelExpr expr, double factor, Range size) {
        estimate.size(expr, size);
        return size.times(factor).plus(Range.of(11));
    }

    private static double sorting(CelType list) {
        var kind = list instanceof ListType items ? items.elemType().kind() : CelKind.DYN;
        return kind == CelKind.STRING || kind == CelKind.BYTES ? 2 + TRAVERSAL : 2;
    }

    private static double integer(CelExpr expr, double otherwise) {
        boolean known = expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE;
        return known ? Math.max(0, expr.constant().int64Value()) : otherwise;
    }

    /** The real server counts without a sign: from an end before the start it is a long way. */
    private static double length(double start, double end) {
        return end < start ? Range.MOST : end - start;
    }

    private static Range replaced(Range text, Range from, Range to) {
        double max;
        if (from.min() == 0) {
            max = (text.max() + 1) * to.max() + text.max();
        } else if (to.max() <= from.min()) {
            max = text.max();
        } else {
            max = Math.ceil(text.max() / from.min()) * to.max();
        }
        return new Range(0, max);
    }

    /** A limit counts without a sign, so that no limit is the largest one. */
    private static double pieces(Range text, List<CelExpr> args) {
        if (args.size() < 2 || args.get(1).getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return text.max();
        }
        long limit = args.get(1).constant().int64Value();
        return limit < 0 ? Range.MOST : limit;
    }

    private Range joined(CelExpr list, List<CelExpr> args) {
        var count = size(list);
        var all = count.times(estimate.itemSize(list));
        if (args.isEmpty()) {
            return all;
        }
        var gaps = new Range(Math.max(0, count.min() - 1), Math.max(0, count.max() - 1));
        return all.plus(size(args.get(0)).times(gaps));
    }

    private Range traversed(CelExpr target) {
        var size = size(target);
        if (!(estimate.type(target) instanceof ListType list)) {
            return size.times(TRAVERSAL);
        }
        var kind = list.elemType().kind();
        boolean text = kind == CelKind.STRING || kind == CelKind.BYTES;
        return size.times(text ? Range.ONE.plus(estimate.itemSize(target).times(TRAVERSAL)) : Range.ONE);
    }

    private Range contained(String function, CelExpr other) {
        var address = new Range(4, 16);
        var cost = address.plus(address).times(TRAVERSAL);
        if (function.equals("containsCIDR")) {
            cost = cost.plus(address.times(TRAVERSAL)).plus(Range.ONE);
        }
        return estimate.type(other).kind() == CelKind.STRING
                ? cost.plus(size(other).times(TRAVERSAL))
                : cost;
    }
}
