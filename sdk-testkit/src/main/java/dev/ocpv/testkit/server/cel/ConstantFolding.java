package dev.ocpv.testkit.server.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.ocpv.testkit.server.schema.GoRegex;
import java.util.Set;

/** What is computed once, when a program is made: conversions of literals, and patterns. What fails there fails early. */
final class ConstantFolding {
    private static final Set<String> TRUTHS =
            Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");
    private static final double LIMIT = 0x1p63;

    private ConstantFolding() {}

    /** {@return what fails; empty when nothing does} */
    static String check(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(expr -> call(expr.call()))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String call(CelExpr.CelCall call) {
        if (call.args().isEmpty() || call.args().get(0).getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return "";
        }
        var argument = call.args().get(0).constant();
        boolean text = argument.getKind() == CelConstant.Kind.STRING_VALUE;
        return switch (call.function()) {
            case "int", "uint", "double", "bool" ->
                text ? conversion(call.function(), argument.stringValue()) : number(call.function(), argument);
            case "string" ->
                argument.getKind() == CelConstant.Kind.NULL_VALUE ? "no such overload: string(null_type)" : "";
            case "find", "findAll" -> text ? pattern(argument.stringValue()) : "";
            default -> "";
        };
    }

    private static String pattern(String text) {
        try {
            Pattern.compile(text);
            return "";
        } catch (PatternSyntaxException e) {
            return GoRegex.words(e, text);
        }
    }

    private static String conversion(String function, String text) {
        boolean fits = switch (function) {
            case "int" -> isNumber(() -> Long.parseLong(text));
            case "uint" -> !text.startsWith("+") && isNumber(() -> Long.parseUnsignedLong(text));
            case "double" -> isDouble(text);
            default -> TRUTHS.contains(text);
        };
        return fits ? "" : "type conversion error from 'string' to '" + function + "'";
    }

    private static boolean isDouble(String text) {
        if (text.matches("(?i)[+-]?(inf|infinity|nan)")) {
            return true;
        }
        return text.matches("[+-]?([0-9.]+([eE][+-]?[0-9]+)?|0[xX][0-9a-fA-F.]+[pP][+-]?[0-9]+)")
                && isNumber(() -> {
                    if (Double.isInfinite(Double.parseDouble(text))) {
                        throw new NumberFormatException(text);
                    }
                });
    }

    private static boolean isNumber(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String number(String function, CelConstant argument) {
        if (argument.getKind() == CelConstant.Kind.DOUBLE_VALUE) {
            double value = argument.doubleValue();
            if (function.equals("int") && (value <= -LIMIT || value >= LIMIT)) {
                return "integer overflow";
            }
            return function.equals("uint") && (value < 0 || value >= 2 * LIMIT) ? "unsigned integer overflow" : "";
        }
        boolean large = argument.getKind() == CelConstant.Kind.UINT64_VALUE
                && argument.uint64Value().longValue() < 0;
        if (large && function.equals("int")) {
            return "integer overflow";
        }
        boolean negative = argument.getKind() == CelConstant.Kind.INT64_VALUE && argument.int64Value() < 0;
        return function.equals("uint") && negative ? "unsigned integer overflow" : "";
    }
}
