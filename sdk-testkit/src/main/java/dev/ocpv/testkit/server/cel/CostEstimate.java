package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
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
    private final CelAbstractSyntaxTree ast;
    private final StructuralSchema root;
    private final boolean resource;
    private final FunctionCosts functions;

    /** Whether sizes are known of what comes out of literals, {@code dyn} and loops: since 1.31. */
    private final boolean remembers;

    private final Map<Long, List<String>> paths = new HashMap<>();
    private final Map<Long, Range> sizes = new HashMap<>();
    private final Map<Long, Range> entries = new HashMap<>();
    private final Map<String, Deque<Variable>> variables = new HashMap<>();

    private CostEstimate(CelAbstractSyntaxTree ast, StructuralSchema root, boolean resource) {
        this.ast = ast;
        this.root = root;
        this.resource = resource;
        this.functions = new FunctionCosts(this, root.minor());
        this.remembers = root.minor() >= 31;
    }

    /** What a comprehension calls something: where in the schema it comes from, and how large it is. */
    private record Variable(
            @Nullable List<String> path, @Nullable Range size) {}

    /** {@return the worst cost} {@link Range#MOST} when nothing bounds it. */
    static double worst(CelAbstractSyntaxTree ast, StructuralSchema root, boolean resource) {
        return new CostEstimate(ast, root, resource).cost(ast.getExpr()).max();
    }

    CelType type(CelExpr expr) {
        return ast.getTypeOrThrow(expr.id());
    }

    void size(CelExpr expr, Range size) {
        sizes.put(expr.id(), size);
    }

    private Range cost(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> ident(expr);
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> list(expr);
            case MAP -> map(expr);
            case STRUCT -> Range.of(40);
            case COMPREHENSION -> isBinding(expr) ? binding(expr) : comprehension(expr);
            default -> Range.ZERO;
        };
    }

    private @Nullable Variable variable(CelExpr expr) {
        if (expr.getKind() != Kind.IDENT) {
            return null;
        }
        var stack = variables.get(expr.ident().name());
        return stack == null ? null : stack.peek();
    }

    private Range ident(CelExpr expr) {
        var variable = variable(expr);
        if (variable == null) {
            paths.put(expr.id(), List.of(expr.ident().name()));
        } else if (variable.path() != null) {
            paths.put(expr.id(), variable.path());
        }
        return Range.ONE;
    }

    @Nullable
    List<String> path(CelExpr expr, @Nullable String step) {
        var path = paths.get(expr.id());
        if (step == null) {
            return path;
        }
        // The real server counts steps from the first one, whatever that is: what is not known is as large as self.
        var longer = path == null ? new ArrayList<String>() : new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private void put(CelExpr expr, @Nullable List<String> path) {
        if (path != null) {
            paths.put(expr.id(), path);
        }
    }

    private Range select(CelExpr expr) {
        var select = expr.select();
        var sum = cost(select.operand());
        if (select.testOnly()) {
            return sum.plus(Range.ONE);
        }
        put(expr, path(select.operand(), select.field()));
        var kind = type(select.operand()).kind();
        return kind == CelKind.MAP || kind == CelKind.STRUCT ? sum.plus(Range.ONE) : sum;
    }

    private Range list(CelExpr expr) {
        var sum = Range.of(10);
        Range entry = null;
        for (var element : expr.list().elements()) {
            sum = sum.plus(cost(element));
            entry = entry == null ? size(element) : entry.union(size(element));
        }
        sizes.put(expr.id(), Range.of(expr.list().elements().size()));
        rememberEntries(expr, entry);
        return sum;
    }

    private Range map(CelExpr expr) {
        var sum = Range.of(30);
        Range value = null;
        for (var entry : expr.map().entries()) {
            sum = sum.plus(cost(entry.key())).plus(cost(entry.value()));
            value = value == null ? size(entry.value()) : value.union(size(entry.value()));
        }
        sizes.put(expr.id(), Range.of(expr.map().entries().size()));
        rememberEntries(expr, value);
        return sum;
    }

    private void rememberEntries(CelExpr expr, @Nullable Range size) {
        if (remembers) {
            entries.put(expr.id(), size == null ? Range.ZERO : size);
        }
    }

    private static boolean isBinding(CelExpr expr) {
        var loop = expr.comprehension();
        var range = loop.iterRange();
        return range.getKind() == Kind.LIST
                && range.list().elements().isEmpty()
                && loop.loopCondition().getKind() == Kind.CONSTANT
                && !loop.accuVar().startsWith("@result")
                && !loop.accuVar().equals("__result__");
    }

    private Range binding(CelExpr expr) {
        var loop = expr.comprehension();
        var sum = cost(loop.iterRange()).plus(cost(loop.accuInit()));
        push(loop.accuVar(), new Variable(path(loop.accuInit(), null), size(loop.accuInit())));
        sum = sum.plus(cost(loop.result()));
        sizes.put(expr.id(), size(loop.result()));
        pop(loop.accuVar());
        return sum;
    }

    private Range comprehension(CelExpr expr) {
        var loop = expr.comprehension();
        var sum = cost(loop.iterRange()).plus(cost(loop.accuInit()));
        push(loop.accuVar(), new Variable(null, remembers ? size(loop.accuInit()) : null));
        boolean map = type(loop.iterRange()).kind() == CelKind.MAP;
        var value = new Variable(
                path(loop.iterRange(), map ? "@values" : "@items"),
                entries.get(loop.iterRange().id()));
        boolean two = !loop.iterVar2().isEmpty();
        var first = map
                ? new Variable(path(loop.iterRange(), "@keys"), Range.ZERO)
                : two ? new Variable(null, Range.ONE) : value;
        push(loop.iterVar(), first);
        if (two) {
            push(loop.iterVar2(), value);
        }
        var each = cost(loop.loopCondition()).plus(cost(loop.loopStep()));
        pop(loop.iterVar());
        if (two) {
            pop(loop.iterVar2());
        }
        sum = sum.plus(cost(loop.result()));
        pop(loop.accuVar());
        var count = size(loop.iterRange());
        boolean single = remembers && loop.accuInit().getKind() == Kind.CONSTANT;
        sizes.put(expr.id(), single ? size(loop.accuInit()) : count);
        var entry = entries.get(loop.loopStep().id());
        if (entry != null) {
            entries.put(expr.id(), entry);
        }
        return sum.plus(count.times(each));
    }

    private void push(String name, Variable variable) {
        variables.computeIfAbsent(name, n -> new ArrayDeque<>()).push(variable);
    }

    private void pop(String name) {
        var stack = variables.get(name);
        if (stack != null) {
            stack.pop();
        }
    }

    private Range call(CelExpr expr) {
        var call = expr.call();
        var args = call.args();
        var costs = new ArrayList<Range>();
        var sum = Range.ZERO;
        for (var argument : args) {
            var cost = cost(argument);
            costs.add(cost);
            sum = sum.plus(cost);
        }
        var target = call.target().orElse(null);
        var targetCost = target == null ? Range.ZERO : cost(target);
        switch (call.function()) {
            case "_&&_", "_||_" -> {
                return new Range(costs.get(0).min(), sum.max());
            }
            case "_?_:_" -> {
                sizes.put(expr.id(), size(args.get(1)).union(size(args.get(2))));
                unite(expr, args.get(1), args.get(2));
                return costs.get(0).plus(costs.get(1).union(costs.get(2)));
            }
            case "_[_]" -> {
                var entry = entries.get(args.get(0).id());
                if (entry != null) {
                    sizes.put(expr.id(), entry);
                }
                put(expr, path(args.get(0), type(args.get(0)).kind() == CelKind.MAP ? "@values" : "@items"));
            }
            case "_+_" -> unite(expr, args.get(0), args.get(1));
            case "dyn" -> {
                if (remembers) {
                    sizes.put(expr.id(), size(args.get(0)));
                }
            }
            default -> {}
        }
        return targetCost.plus(sum).plus(functions.cost(expr, call.function(), target, args));
    }

    private void unite(CelExpr expr, CelExpr left, CelExpr right) {
        var a = entries.get(left.id());
        var b = entries.get(right.id());
        if (a != null || b != null) {
            entries.put(expr.id(), a == null ? b : b == null ? a : a.union(b));
        }
    }

    private Optional<Range> bySchema(@Nullable List<String> path) {
        if (path == null || path.isEmpty()) {
            return Optional.empty();
        }
        if (path.size() > 1 && path.get(path.size() - 1).equals("@keys")) {
            return Optional.of(Range.ZERO);
        }
        return Sizes.at(root, path, resource).map(schema -> new Range(0, Sizes.largest(schema)));
    }

    /** {@return how large the items of a list can be} */
    Range itemSize(CelExpr list) {
        return path(list, null) == null
                ? Range.UNKNOWN
                : bySchema(path(list, "@items")).orElse(Range.UNKNOWN);
    }

    Range size(CelExpr expr) {
        var known = sizes.get(expr.id());
        if (known != null) {
            return known;
        }
        if (expr.getKind() == Kind.CONSTANT) {
            return constant(expr.constant());
        }
        if (expr.getKind() == Kind.IDENT && type(expr).kind() == CelKind.TYPE) {
            return Range.ONE;
        }
        var schema = bySchema(paths.get(expr.id()));
        if (schema.isPresent()) {
            return isScalar(type(expr)) ? Range.ONE : schema.get();
        }
        if (isScalar(type(expr))) {
            return Range.ONE;
        }
        var variable = variable(expr);
        return variable == null || variable.size() == null ? Range.UNKNOWN : variable.size();
    }

    private static boolean isScalar(CelType type) {
        if (type instanceof OptionalType optional) {
            return isScalar(optional.parameters().get(0));
        }
        return switch (type.kind()) {
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
