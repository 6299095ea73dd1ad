package dev.ocpv.testkit.server.cel;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.ocpv.testkit.server.cel.CompiledRule.Expression;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.schema.ValidationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Compiles the rules of schema nodes. */
final class RuleCompiler {
    private final int stored;
    private final int fresh;
    private final Predicate<String> known;

    private RuleCompiler(int stored, int fresh, Predicate<String> known) {
        this.stored = stored;
        this.fresh = fresh;
        this.known = known;
    }

    /** {@return a compiler for rules that are stored already} They may use all that the release knows. */
    static RuleCompiler stored(int minor) {
        return new RuleCompiler(minor, minor, expression -> true);
    }

    /**
     * {@return a compiler for a definition that is being written} What is new in it has to be understood by the
     * release before as well, so that the server can be rolled back.
     *
     * @param known the expressions that the stored definition had already
     */
    static RuleCompiler written(int minor, Predicate<String> known) {
        return new RuleCompiler(minor, minor - 1, known);
    }

    /** {@return the rules of this node alone, in their order} */
    List<CompiledRule> compile(StructuralSchema schema, boolean resource) {
        if (schema.validations().isEmpty()) {
            return List.of();
        }
        var types = new SelfTypes();
        var self = types.typeOf(schema, resource).orElse(SimpleType.DYN);
        var environments = new HashMap<String, Cel>();
        var rules = new ArrayList<CompiledRule>();
        for (var rule : schema.validations()) {
            boolean optional = rule.optionalOldSelf().orElse(false);
            Function<String, Cel> languages = expression -> {
                boolean old = known.test(expression);
                return environments.computeIfAbsent(
                        old + "/" + optional,
                        key -> environment(
                                Library.of(old ? stored : fresh),
                                types,
                                self,
                                optional ? OptionalType.create(self) : self));
            };
            rules.add(compile(rule, languages, new Node(schema, resource)));
        }
        return rules;
    }

    private static Cel environment(Cel base, SelfTypes types, CelType self, CelType oldSelf) {
        return base.toCelBuilder()
                .setTypeProvider(types)
                .addVar("self", self)
                .addVar("oldSelf", oldSelf)
                .build();
    }

    /** Where a rule stands. */
    private record Node(StructuralSchema schema, boolean resource) {
        Expression expression(Cel cel, String source) throws UnfitException {
            CelAbstractSyntaxTree ast;
            try {
                ast = cel.compile(source).getAst();
            } catch (CelValidationException e) {
                throw new UnfitException(
                        "compilation failed: " + CompileIssues.ofRelease(CompileIssues.words(e, cel), schema.minor()));
            }
            var literals = LiteralChecks.check(ast, schema.minor());
            if (!literals.isEmpty()) {
                throw new UnfitException("compilation failed: " + literals);
            }
            var folded = ConstantFolding.check(ast);
            if (!folded.isEmpty()) {
                throw new UnfitException("program instantiation failed: " + folded);
            }
            try {
                return new Expression(source, ast, cel.createProgram(ast), CostEstimate.worst(ast, schema, resource));
            } catch (CelEvaluationException e) {
                throw new UnfitException("program instantiation failed: " + e.getMessage());
            }
        }
    }

    private static CompiledRule compile(ValidationRule rule, Function<String, Cel> languages, Node node) {
        if (rule.rule().isBlank()) {
            return new CompiledRule(rule, null, null, "", "", false, "");
        }
        Expression check;
        try {
            check = node.expression(languages.apply(rule.rule()), rule.rule());
        } catch (UnfitException e) {
            return broken(rule, e.words());
        }
        if (!check.ast().getResultType().equals(SimpleType.BOOL)) {
            return broken(rule, "cel expression must evaluate to a bool");
        }
        boolean usesOldSelf = check.ast().getReferenceMap().values().stream()
                .anyMatch(reference -> reference.name().equals("oldSelf"));
        var path = FieldPaths.normalized(rule.fieldPath(), node.schema()).orElse("");
        if (rule.messageExpression().isEmpty()) {
            return new CompiledRule(rule, check, null, "", "", usesOldSelf, path);
        }
        Expression message = null;
        var wrong = "";
        try {
            message = node.expression(languages.apply(rule.messageExpression()), rule.messageExpression());
            if (!message.ast().getResultType().equals(SimpleType.STRING)) {
                message = null;
                wrong = "messageExpression must evaluate to a string";
            }
        } catch (UnfitException e) {
            wrong = "messageExpression " + e.words().replaceFirst("^program ", "");
        }
        return new CompiledRule(rule, check, message, "", wrong, usesOldSelf, path);
    }

    /** An expression cannot be run. */
    private static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    private static CompiledRule broken(ValidationRule rule, String error) {
        return new CompiledRule(rule, null, null, error, "", false, "");
    }
}
