package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Formats that are literals, with arguments that are: whether they fit together is known before they run. */
final class FormatChecks implements FormatText.Parts {
    private static final Set<CelKind> SHOWN = Set.of(
            CelKind.LIST,
            CelKind.MAP,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TYPE,
            CelKind.NULL_TYPE);
    private static final Set<CelKind> INTEGERS = Set.of(CelKind.INT, CelKind.UINT);
    private static final Set<CelKind> FRACTIONS = Set.of(CelKind.DOUBLE, CelKind.STRING);
    private static final Set<CelKind> BITS = Set.of(CelKind.INT, CelKind.UINT, CelKind.BOOL);
    private static final Set<CelKind> DIGITS = Set.of(CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES);

    private final CelAbstractSyntaxTree ast;
    private final List<CelExpr> arguments;
    private CelExpr blamed;
    private int asked;

    private FormatChecks(CelAbstractSyntaxTree ast, CelExpr call) {
        this.ast = ast;
        this.arguments = call.call().args().get(0).list().elements();
        this.blamed = call;
    }

    /** What is wrong, and where. */
    record Problem(CelExpr at, String words) {}

    /** {@return what is wrong with a call, if it is one of a format that is known} */
    static Optional<Problem> check(CelAbstractSyntaxTree ast, CelExpr expr) {
        var call = expr.call();
        var target = call.target().orElse(null);
        if (!call.function().equals("format")
                || target == null
                || target.getKind() != Kind.CONSTANT
                || target.constant().getKind() != CelConstant.Kind.STRING_VALUE
                || call.args().size() != 1
                || call.args().get(0).getKind() != Kind.LIST) {
            return Optional.empty();
        }
        return new FormatChecks(ast, expr).run(target.constant().stringValue());
    }

    private Optional<Problem> run(String format) {
        try {
            new FormatText(format).read(this);
        } catch (RuleException e) {
            return Optional.of(new Problem(blamed, String.valueOf(e.getMessage())));
        }
        return arguments.size() > asked
                ? Optional.of(new Problem(
                        blamed,
                        "too many arguments supplied to string.format (expected " + asked + ", got " + arguments.size()
                                + ")"))
                : Optional.empty();
    }

    @Override
    public void plain(char c) {}

    @Override
    public void argument() {
        asked++;
    }

    @Override
    public void clause(char verb, int precision) {
        if (asked > arguments.size()) {
            throw new RuleException("index " + (asked - 1) + " out of range");
        }
        var argument = arguments.get(asked - 1);
        switch (verb) {
            case 's' -> shown(argument);
            case 'd' -> oneOf(argument, INTEGERS, StringFormat.DECIMAL);
            case 'f' -> oneOf(argument, FRACTIONS, StringFormat.FIXED);
            case 'e' -> oneOf(argument, FRACTIONS, StringFormat.SCIENTIFIC);
            case 'b' -> oneOf(argument, BITS, StringFormat.BINARY);
            case 'o' -> oneOf(argument, INTEGERS, StringFormat.OCTAL);
            default -> oneOf(argument, DIGITS, StringFormat.HEX);
        }
    }

    private void oneOf(CelExpr argument, Set<CelKind> kinds, String words) {
        var type = ast.getTypeOrThrow(argument.id());
        if (!type.equals(SimpleType.DYN) && !kinds.contains(type.kind())) {
            blamed = argument;
            throw StringFormat.misfit(words, type.name());
        }
    }

    private void shown(CelExpr argument) {
        oneOf(argument, SHOWN, StringFormat.TEXT);
        if (argument.getKind() == Kind.LIST) {
            argument.list().elements().forEach(this::shown);
        } else if (argument.getKind() == Kind.MAP) {
            argument.map().entries().forEach(entry -> {
                shown(entry.key());
                shown(entry.value());
            });
        }
    }
}
