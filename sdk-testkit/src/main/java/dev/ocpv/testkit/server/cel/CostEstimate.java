package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worst that an expression can cost, by the size that its inputs can have. */
final class CostEstimate {
    private static final double TRAVERSAL = 0.1;
    private static final double REGEX = 0.25;
    private final CelAbstractSyntaxTree ast;
    private final StructuralSchema root;
    private final Map<Long, List<String>> paths = new HashMap<>();
    private final Map<Long, Range> sizes = new HashMap<>();
    private final Map<String, Deque<CelExpr>> ranges = new HashMap<>();

    private CostEstimate(CelAbstractSyntaxTree ast, StructuralSchema root) {
        this.ast = ast;
        this.root = root;
    }

    /** {@return the worst cost} At least {@link Range#MOST} when nothing bounds it. */
    static double worst(CelAbstractSyntaxTree ast, StructuralSchema root) {
        return new CostEstimate(ast, root).cost(ast.getExpr()).max();
    }

    private Range cost(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> ident(expr);
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> list(expr);
            case MAP -> map(expr);
            case STRUCT -> Range.of(40);
            case COMPREHENSION -> comprehension(expr);
            default -> Range.ZERO;
        };
    }

    private Range ident(CelExpr expr) {
        var name = expr.ident().name();
        var range = ranges.get(name);
        if (range != null && !range.isEmpty()) {
            var path = paths.get(range.peek().id());
            if (path != null) {
                boolean isMap = ast.getTypeOrThrow(range.peek().id()).kind() == CelKind.MAP;
                addPath(expr, path, isMap ? "@keys" : "@items");
            }
        } else {
            paths.put(expr.id(), List.of(name));
        }
        return Range.ONE;
    }

    private void addPath(CelExpr expr, List<String> parent, String step) {
        var path = new ArrayList<>(parent);
        path.add(step);
        paths.put(expr.id(), path);
    }

    private Range select(CelExpr expr) {
        var select = expr.select();
        var sum = cost(select.operand());
        if (select.testOnly()) {
            return sum.plus(Range.ONE);
        }
        var kind = ast.getTypeOrThrow(select.operand().id()).kind();
        var path = paths.get(select.operand().id());
        if (path != null) {
            addPath(expr, path, kind == CelKind.MAP ? "@values" : select.field());
        }
        return kind == CelKind.MAP || kind == CelKind.STRUCT ? sum.plus(Range.ONE) : sum;
    }

    private Range list(CelExpr expr) {
        var sum = Range.of(10);
        for (var element : expr.list().elements()) {
            sum = sum.plus(cost(element));
        }
        sizes.put(expr.id(), Range.of(expr.list().elements().size()));
        return sum;
    }

    private Range map(CelExpr expr) {
        var sum = Range.of(30);
        for (var entry : expr.map().entries()) {
            sum = sum.plus(cost(entry.key())).plus(cost(entry.value()));
        }
        sizes.put(expr.id(), Range.of(expr.map().entries().size()));
        return sum;
    }

    private Range comprehension(CelExpr expr) {
        var loop = expr.comprehension();
        var sum = cost(loop.iterRange()).plus(cost(loop.accuInit()));
        push(loop.iterVar(), loop.iterRange());
        var each = cost(loop.loopCondition()).plus(cost(loop.loopStep()));
        pop(loop.iterVar());
        sum = sum.plus(cost(loop.result()));
        var count = size(loop.iterRange());
        sizes.put(expr.id(), count);
        return sum.plus(count.times(each));
    }

    private void push(String name, CelExpr range) {
        ranges.computeIfAbsent(name, n -> new ArrayDeque<>()).push(range);
    }

    private void pop(String name) {
        var stack = ranges.get(name);
        if (stack != null) {
            stack.pop();
        }
    }

    private Range call(CelExpr expr) {
        var call = expr.call();
        var costs = new ArrayList<Range>();
        var sum = Range.ZERO;
        for (var argument : call.args()) {
            var cost = cost(argument);
            costs.add(cost);
            sum = sum.plus(cost);
        }
        var target = call.target().orElse(null);
        var targetCost = target == null ? Range.ZERO : cost(target);
        if (call.function().equals("_&&_") || call.function().equals("_||_")) {
            return new Range(costs.get(0).min(), sum.max());
        }
        if (call.function().equals("_?_:_")) {
            sizes.put(expr.id(), size(call.args().get(1)).union(size(call.args().get(2))));
            return costs.get(0).plus(costs.get(1).union(costs.get(2)));
        }
        if (call.function().equals("_[_]")) {
            var path = paths.get(call.args().get(0).id());
            if (path != null) {
                boolean isMap = ast.getTypeOrThrow(call.args().get(0).id()).kind() == CelKind.MAP;
                addPath(expr, path, isMap ? "@values" : "@items");
            }
        }
        return targetCost.plus(sum).plus(own(expr, call.function(), target, call.args()));
    }

    /** {@return what a function costs beyond its arguments} */
    private Range own(CelExpr expr, String function, @Nullable CelExpr target, List<CelExpr> args) {
        switch (function) {
            case "startsWith",
                    "endsWith",
                    "cidr",
                    "isIP",
                    "isCIDR",
                    "ip",
                    "quantity",
                    "isQuantity",
                    "semver",
                    "isSemver" -> {
                return args.isEmpty() ? Range.ONE : size(args.get(0)).times(TRAVERSAL);
            }
            case "matches", "find", "findAll" -> {
                var text = target == null ? args.get(0) : target;
                var pattern = target == null ? args.get(1) : args.get(0);
                if (!function.equals("matches")) {
                    sizes.put(expr.id(), new Range(0, size(text).max()));
                }
                return size(text)
                        .plus(Range.ONE)
                        .times(TRAVERSAL)
                        .times(size(pattern).times(REGEX));
            }
            case "contains" -> {
                return target == null
                        ? Range.ONE
                        : size(target).times(TRAVERSAL).times(size(args.get(0)).times(TRAVERSAL));
            }
            case "@in" -> {
                var kind = ast.getTypeOrThrow(args.get(1).id()).kind();
                return kind == CelKind.LIST ? size(args.get(1)) : Range.ONE;
            }
            case "_+_" -> {
                return plus(expr, args);
            }
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> {
                double smaller =
                        Math.min(size(args.get(0)).max(), size(args.get(1)).max());
                return new Range(smaller > 0 ? 1 : 0, smaller).times(TRAVERSAL);
            }
            case "format" -> {
                return target == null ? Range.ONE : size(target).times(TRAVERSAL);
            }
            default -> {
                return target == null ? ofText(expr, function, args) : ofMember(expr, function, target, args);
            }
        }
    }

    private Range plus(CelExpr expr, List<CelExpr> args) {
        var kind = ast.getTypeOrThrow(expr.id()).kind();
        if (kind != CelKind.STRING && kind != CelKind.BYTES && kind != CelKind.LIST) {
            return Range.ONE;
        }
        var size = size(args.get(0)).plus(size(args.get(1)));
        sizes.put(expr.id(), size);
        return kind == CelKind.LIST ? Range.ONE : size.times(TRAVERSAL);
    }

    private Range ofText(CelExpr expr, String function, List<CelExpr> args) {
        if (function.equals("url") || function.equals("strings.quote")) {
            sizes.put(expr.id(), size(args.get(0)));
            return size(args.get(0)).times(TRAVERSAL);
        }
        return function.equals("ip.isCanonical") ? size(args.get(0)).times(2 * TRAVERSAL) : Range.ONE;
    }

    private Range ofMember(CelExpr expr, String function, CelExpr target, List<CelExpr> args) {
        var size = size(target);
        switch (function) {
            case "lowerAscii", "upperAscii", "substring", "trim" -> {
                sizes.put(expr.id(), size);
                return size.times(TRAVERSAL);
            }
            case "replace" -> {
                sizes.put(
                        expr.id(),
                        new Range(0, size.max() * Math.max(1, size(args.get(1)).max())));
                return size.times(2 * TRAVERSAL);
            }
            case "split" -> {
                sizes.put(expr.id(), new Range(0, size.max()));
                return size.times(2 * TRAVERSAL);
            }
            case "join" -> {
                var items = size.times(itemSize(target));
                var all = args.isEmpty() ? items : items.plus(size.times(size(args.get(0))));
                sizes.put(expr.id(), all);
                return all.times(TRAVERSAL);
            }
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> {
                if (ast.getTypeOrThrow(target.id()).kind() != CelKind.LIST) {
                    return size.times(TRAVERSAL);
                }
                var items = itemSize(target);
                return size.times(isText(target) ? Range.ONE.plus(items.times(TRAVERSAL)) : Range.ONE);
            }
            default -> {
                return Range.ONE;
            }
        }
    }

    private boolean isText(CelExpr list) {
        return itemSchema(list).map(s -> s.type().equals("string")).orElse(false);
    }

    private Optional<StructuralSchema> itemSchema(CelExpr list) {
        var path = paths.get(list.id());
        if (path == null || !path.get(0).equals("self")) {
            return Optional.empty();
        }
        var items = new ArrayList<>(path);
        items.add("@items");
        return Sizes.at(root, items);
    }

    private Range itemSize(CelExpr list) {
        return itemSchema(list).map(s -> new Range(0, Sizes.largest(s))).orElse(Range.ONE);
    }

    private Range size(CelExpr expr) {
        var known = sizes.get(expr.id());
        if (known != null) {
            return known;
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return constant(expr.constant());
        }
        var kind = ast.getTypeOrThrow(expr.id()).kind();
        if (isScalar(kind)) {
            return Range.ONE;
        }
        var path = paths.get(expr.id());
        if (path != null && (path.get(0).equals("self") || path.get(0).equals("oldSelf"))) {
            var schema = Sizes.at(root, path);
            if (schema.isPresent()) {
                return new Range(0, Sizes.largest(schema.get()));
            }
        }
        // A result whose size is not followed counts as small: a rule refused without need would be worse.
        return Range.ONE;
    }

    private static boolean isScalar(CelKind kind) {
        return switch (kind) {
            case BOOL, INT, UINT, DOUBLE, TIMESTAMP, DURATION -> true;
            default -> false;
        };
    }

    private static Range constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                Range.of(constant.stringValue()
                        .codePointCount(0, constant.stringValue().length()));
            case BYTES_VALUE -> Range.of(constant.bytesValue().size());
            default -> Range.ONE;
        };
    }
}
