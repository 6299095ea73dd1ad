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
import java.util.List;

/** Compiles the rules of schema nodes. */
final class RuleCompiler {
    private final Cel base;

    RuleCompiler(int minor) {
        base = Library.of(minor);
    }

    /** {@return the rules of this node alone, in their order} */
    List<CompiledRule> compile(StructuralSchema schema, boolean resource) {
        if (schema.validations().isEmpty()) {
            return List.of();
        }
        var types = new SelfTypes();
        var self = types.typeOf(schema, resource).orElse(SimpleType.DYN);
        var plain = environment(types, self, self);
        var optional = environment(types, self, OptionalType.create(self));
        var rules = new ArrayList<CompiledRule>();
        for (var rule : schema.validations()) {
            rules.add(compile(rule, rule.optionalOldSelf().orElse(false) ? optional : plain, schema));
        }
        return rules;
    }

    private Cel environment(SelfTypes types, CelType self, CelType oldSelf) {
        return base.toCelBuilder()
                .setTypeProvider(types)
                .addVar("self", self)
                .addVar("oldSelf", oldSelf)
                .build();
    }

    private static CompiledRule compile(ValidationRule rule, Cel cel, StructuralSchema schema) {
        if (rule.rule().isBlank()) {
            return new CompiledRule(rule, null, null, "", "", false, "");
        }
        Expression check;
        try {
            check = expression(cel, rule.rule());
        } catch (CelValidationException e) {
            return broken(rule, "compilation failed: " + RuleErrors.issues(e));
        } catch (CelEvaluationException e) {
            return broken(rule, "program instantiation failed: " + e.getMessage());
        }
        if (!check.ast().getResultType().equals(SimpleType.BOOL)) {
            return broken(rule, "cel expression must evaluate to a bool");
        }
        boolean usesOldSelf = check.ast().getReferenceMap().values().stream()
                .anyMatch(reference -> reference.name().equals("oldSelf"));
        var path = FieldPaths.normalized(rule.fieldPath(), schema).orElse("");
        if (rule.messageExpression().isEmpty()) {
            return new CompiledRule(rule, check, null, "", "", usesOldSelf, path);
        }
        try {
            var message = expression(cel, rule.messageExpression());
            return message.ast().getResultType().equals(SimpleType.STRING)
                    ? new CompiledRule(rule, check, message, "", "", usesOldSelf, path)
                    : new CompiledRule(
                            rule, check, null, "", "messageExpression must evaluate to a string", usesOldSelf, path);
        } catch (CelValidationException e) {
            return new CompiledRule(
                    rule,
                    check,
                    null,
                    "",
                    "messageExpression compilation failed: " + RuleErrors.issues(e),
                    usesOldSelf,
                    path);
        } catch (CelEvaluationException e) {
            return new CompiledRule(
                    rule,
                    check,
                    null,
                    "",
                    "messageExpression instantiation failed: " + e.getMessage(),
                    usesOldSelf,
                    path);
        }
    }

    private static CompiledRule broken(ValidationRule rule, String error) {
        return new CompiledRule(rule, null, null, error, "", false, "");
    }

    private static Expression expression(Cel cel, String source) throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree ast = cel.compile(source).getAst();
        return new Expression(source, ast, cel.createProgram(ast));
    }
}
