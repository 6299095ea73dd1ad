package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.schema.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is wrong with the rules of a schema, told when a definition is created or changed. */
public final class RuleChecks {
    private final int minor;
    private final Before before;
    private final RuleCompiler compiler;
    private final CostBudget budget = new CostBudget();
    private final List<FieldError> errors = new ArrayList<>();

    private RuleChecks(int minor, Before before) {
        this.minor = minor;
        this.before = before;
        compiler = RuleCompiler.written(minor, before.known());
    }

    /**
     * What was there before the rules are checked.
     *
     * @param known tells the expressions that the stored definition had
     * @param unchanged whether the schema is the stored one; it may stay as costly as it is
     * @param broken tells the paths at or below which something else is wrong; rules there are left out
     */
    public record Before(Predicate<String> known, boolean unchanged, Predicate<String> broken) {}

    /**
     * Checks all rules of a schema that is structural.
     *
     * @param path where the schema stands in the definition
     */
    public static List<FieldError> check(StructuralSchema schema, String path, int minor, Before before) {
        var checks = new RuleChecks(minor, before);
        checks.node(schema, path, true, null, 1);
        checks.budget.finish(path, checks.errors);
        return checks.errors;
    }

    private interface Visitor {
        void visit(StructuralSchema child, String path);
    }

    private static void children(StructuralSchema schema, String path, Visitor visitor) {
        schema.properties().forEach((name, child) -> visitor.visit(child, path + ".properties[" + name + "]"));
        var additional = schema.additionalProperties();
        if (additional != null) {
            visitor.visit(additional, path + ".additionalProperties");
        }
        var items = schema.items();
        if (items != null) {
            visitor.visit(items, path + ".items");
        }
    }

    /** @param cardinality how often a value of the node can stand in one object; negative when nothing bounds it */
    private void node(
            StructuralSchema schema,
            String path,
            boolean resource,
            @Nullable String uncorrelatable,
            double cardinality) {
        double below = cardinality < 0 ? -1 : multiplied(cardinality, schema);
        children(schema, path, (child, at) -> {
            boolean item = at.equals(path + ".items");
            boolean lost = item && schema.listType() != StructuralSchema.ListType.MAP;
            node(child, at, child.embedded(), uncorrelatable == null && lost ? path : uncorrelatable, below);
        });
        if (schema.validations().isEmpty() || before.broken().test(path)) {
            return;
        }
        if (new SelfTypes().typeOf(schema, resource).isEmpty()) {
            errors.add(FieldError.internal(
                    path + ".x-kubernetes-validations",
                    "internal error: failed to construct type information for x-kubernetes-validations rules: unable to"
                            + " convert structural schema to CEL declarations"));
            return;
        }
        var rules = compiler.compile(schema, resource);
        double times = cardinality >= 0 ? cardinality : Math.floor(Sizes.REQUEST / (Sizes.smallest(schema) + 1.0));
        for (int i = 0; i < rules.size(); i++) {
            var at = path + ".x-kubernetes-validations[" + i + "]";
            costs(rules.get(i), times, at);
            rule(rules.get(i), at, uncorrelatable);
        }
    }

    private static double multiplied(double cardinality, StructuralSchema schema) {
        boolean list = schema.type().equals("array");
        if (!list && schema.additionalProperties() == null) {
            return cardinality;
        }
        var limit = schema.source().path(list ? "maxItems" : "maxProperties");
        return limit.isNumber() ? cardinality * Math.max(0, limit.asLong()) : -1;
    }

    private void costs(CompiledRule compiled, double times, String at) {
        List<FieldError> findings = before.unchanged() ? new ArrayList<>() : errors;
        var check = compiled.check();
        if (check != null) {
            budget.add(at + ".rule", "estimated rule cost", check.worst() * times, findings);
        }
        var message = compiled.message();
        if (message != null) {
            budget.add(at + ".messageExpression", "estimated messageExpression cost", message.worst(), findings);
        }
    }

    private void rule(CompiledRule compiled, String at, @Nullable String uncorrelatable) {
        var rule = compiled.rule();
        if (!compiled.error().isEmpty()) {
            errors.add(FieldError.invalid(at + ".rule", shown(rule), compiled.error()));
        }
        if (!compiled.messageError().isEmpty()) {
            errors.add(FieldError.invalid(at + ".messageExpression", shown(rule), compiled.messageError()));
        }
        if (compiled.usesOldSelf()) {
            if (uncorrelatable != null) {
                errors.add(FieldError.invalid(
                        at + ".rule",
                        rule.rule(),
                        "oldSelf cannot be used on the uncorrelatable portion of the schema within " + uncorrelatable));
            }
        } else if (rule.optionalOldSelf().isPresent()) {
            errors.add(FieldError.invalid(
                    at + ".optionalOldSelf",
                    BooleanNode.valueOf(rule.optionalOldSelf().get()),
                    "may not be set if oldSelf is not used in rule"));
        }
    }

    /** The server shows the whole rule by the names that its own code has for the parts. */
    private JsonNode shown(ValidationRule rule) {
        var optional = rule.optionalOldSelf().map(Object::toString);
        if (minor < 34) {
            return GoText.verbatim("apiextensions.ValidationRule{Rule:" + GoText.quote(rule.rule()) + ", Message:"
                    + GoText.quote(rule.message()) + ", MessageExpression:" + GoText.quote(rule.messageExpression())
                    + ", Reason:(*apiextensions.FieldValueErrorReason)("
                    + (rule.reason().isEmpty() ? "nil" : "0xc000123456")
                    + "), FieldPath:" + GoText.quote(rule.fieldPath()) + ", OptionalOldSelf:(*bool)("
                    + (optional.isEmpty() ? "nil" : "0xc000123456") + ")}");
        }
        return GoText.verbatim("{\"Rule\":" + json(rule.rule()) + ",\"Message\":" + json(rule.message())
                + ",\"MessageExpression\":" + json(rule.messageExpression()) + ",\"Reason\":"
                + (rule.reason().isEmpty() ? "null" : json(rule.reason())) + ",\"FieldPath\":"
                + json(rule.fieldPath()) + ",\"OptionalOldSelf\":" + optional.orElse("null") + "}");
    }

    private static String json(String text) {
        return GoText.json(TextNode.valueOf(text));
    }
}
