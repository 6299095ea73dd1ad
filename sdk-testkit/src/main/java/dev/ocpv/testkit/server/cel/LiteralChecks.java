package dev.ocpv.testkit.server.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Literals that cannot be meant: they would fail in every run, or mix types within one list or map. */
final class LiteralChecks {
    private static final Pattern DURATION =
            Pattern.compile("[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)");

    /** The first minor whose compiler looks into formats, and lets all within their arguments be of different types. */
    private static final int LOOKS_DEEPER = 31;

    private final CelAbstractSyntaxTree ast;
    private final boolean deep;
    private final List<CelIssue> formats = new ArrayList<>();
    private final List<CelIssue> mixtures = new ArrayList<>();

    private LiteralChecks(CelAbstractSyntaxTree ast, boolean deep) {
        this.ast = ast;
        this.deep = deep;
    }

    /** {@return what is wrong, as a compiler says it; empty when nothing is} */
    static String check(CelAbstractSyntaxTree ast, int minor) {
        var checks = new LiteralChecks(ast, minor >= LOOKS_DEEPER);
        checks.visit(ast.getExpr(), false);
        checks.formats.addAll(checks.mixtures);
        return CompileIssues.ofRelease(CompileIssues.display(checks.formats, ast.getSource()), minor);
    }

    private void visit(CelExpr expr, boolean formatted) {
        switch (expr.getKind()) {
            case SELECT -> visit(expr.select().operand(), deep && formatted);
            case CALL -> {
                var call = expr.call();
                arguments(call);
                if (deep) {
                    FormatChecks.check(ast, expr)
                            .ifPresent(problem -> mixtures.add(issue(problem.at(), problem.words())));
                }
                boolean within = call.function().equals("format") || (deep && formatted);
                call.target().ifPresent(target -> visit(target, within));
                call.args().forEach(argument -> visit(argument, within));
            }
            case LIST -> {
                list(expr.list(), formatted);
                expr.list().elements().forEach(element -> visit(element, formatted));
            }
            case MAP -> {
                map(expr.map(), formatted);
                expr.map().entries().forEach(entry -> {
                    visit(entry.key(), formatted);
                    visit(entry.value(), formatted);
                });
            }
            case COMPREHENSION -> {
                var loop = expr.comprehension();
                for (var part : List.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())) {
                    visit(part, deep && formatted);
                }
            }
            case CONSTANT -> {
                if (expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
                        && Double.isInfinite(expr.constant().doubleValue())) {
                    formats.add(issue(expr, "invalid double literal"));
                }
            }
            default -> {}
        }
    }

    private void arguments(CelExpr.CelCall call) {
        if (call.args().isEmpty() || call.args().get(0).getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return;
        }
        var literal = call.args().get(0).constant().getKind();
        var text = text(call.args().get(0));
        if (text.isEmpty()) {
            boolean neverFits = call.function().equals("duration")
                    || (call.function().equals("timestamp") && literal == CelConstant.Kind.NULL_VALUE);
            if (neverFits) {
                formats.add(issue(call.args().get(0), "invalid " + call.function() + " argument"));
            }
            return;
        }
        boolean fits = switch (call.function()) {
            case "duration" -> isDuration(text.get());
            case "timestamp" -> isTimestamp(text.get());
            case "matches" -> isPattern(text.get());
            default -> true;
        };
        if (!fits) {
            formats.add(issue(call.args().get(0), "invalid " + call.function() + " argument"));
        }
    }

    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    private static boolean isDuration(String text) {
        return DURATION.matcher(text).matches();
    }

    private static boolean isTimestamp(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private CelType type(CelExpr expr, boolean optional) {
        var type = ast.getTypeOrThrow(expr.id());
        return optional && !type.parameters().isEmpty() ? type.parameters().get(0) : type;
    }

    private void list(CelExpr.CelList list, boolean formatted) {
        CelType first = null;
        for (int i = 0; i < list.elements().size() && !formatted; i++) {
            var element = list.elements().get(i);
            var type = type(element, list.optionalIndices().contains(i));
            if (first == null) {
                first = type;
            } else if (mixed(element, first, type)) {
                return;
            }
        }
    }

    private void map(CelExpr.CelMap map, boolean formatted) {
        CelType key = null;
        CelType value = null;
        for (var entry : map.entries()) {
            var keyType = type(entry.key(), false);
            var valueType = type(entry.value(), entry.optionalEntry());
            if (!formatted) {
                mixed(entry.key(), key, keyType);
                mixed(entry.value(), value, valueType);
            }
            key = key == null ? keyType : key;
            value = value == null ? valueType : value;
        }
    }

    private boolean mixed(CelExpr expr, @Nullable CelType first, CelType type) {
        if (first == null || first.equals(type)) {
            return false;
        }
        mixtures.add(issue(
                expr, "expected type '" + CelTypes.format(first) + "' but found '" + CelTypes.format(type) + "'"));
        return true;
    }

    private CelIssue issue(CelExpr expr, String words) {
        var source = ast.getSource();
        int offset =
                Optional.ofNullable(source.getPositionsMap().get(expr.id())).orElse(0);
        return CelIssue.formatError(source.getOffsetLocation(offset).orElse(CelSourceLocation.NONE), words);
    }
}
