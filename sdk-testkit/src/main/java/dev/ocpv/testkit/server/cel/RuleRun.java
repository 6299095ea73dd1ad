package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.runtime.CelEvaluationException;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.ListMaps;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the rules over one object. */
final class RuleRun {
    private static final int MAX_MESSAGE = 5 * 1024;
    private final int minor;
    private final List<FieldError> errors;
    private final List<String> warnings;
    private final RunBudget budget;
    private final List<String> path = new ArrayList<>();

    RuleRun(int minor, RuleFindings findings) {
        this.minor = minor;
        this.errors = findings.errors();
        this.warnings = findings.warnings();
        this.budget = findings.budget();
    }

    /**
     * Which stored value belongs to a value, to tell whether it changed.
     *
     * @param known whether a stored value belongs to it; otherwise the nearest one above decides
     */
    record Correlation(
            boolean known,
            @Nullable JsonNode value,
            @Nullable JsonNode old,
            @Nullable Correlation above) {

        static Correlation of(JsonNode value, @Nullable JsonNode old) {
            return new Correlation(old != null, value, old, null);
        }

        private Correlation to(@Nullable JsonNode child, @Nullable JsonNode oldChild) {
            return known ? new Correlation(child != null && oldChild != null, child, oldChild, this) : this;
        }

        boolean unchanged() {
            if (!known) {
                return above != null && above.unchanged();
            }
            return value != null && old != null && Numbers.sameValue(value, old);
        }
    }

    void validate(RuleNode node, JsonNode value, @Nullable JsonNode old, Correlation correlation) {
        if (value.isNull() || budget.ended()) {
            return;
        }
        if (!node.rules().isEmpty()) {
            rules(node, value, old, correlation);
        }
        if (value.isArray()) {
            items(node, value, old, correlation);
        } else if (value.isObject()) {
            members(node, value, old, correlation);
        }
    }

    private void items(RuleNode node, JsonNode list, @Nullable JsonNode old, Correlation correlation) {
        var items = node.items();
        if (items == null) {
            return;
        }
        boolean map = node.schema().listType() == StructuralSchema.ListType.MAP;
        for (int i = 0; i < list.size(); i++) {
            var oldItem = map ? ListMaps.find(old, list.get(i), node.schema().listMapKeys()) : null;
            path.add("[" + i + "]");
            validate(items, list.get(i), oldItem, correlation.to(list.get(i), oldItem));
            path.remove(path.size() - 1);
        }
    }

    private void members(RuleNode node, JsonNode object, @Nullable JsonNode old, Correlation correlation) {
        for (var entry : object.properties()) {
            var name = entry.getKey();
            var oldValue = old == null ? null : old.get(name);
            var property = node.properties().get(name);
            if (property != null) {
                path.add("." + name);
                validate(property, entry.getValue(), oldValue, correlation.to(entry.getValue(), oldValue));
                path.remove(path.size() - 1);
            } else if (node.additionalProperties() != null) {
                path.add("[" + name + "]");
                validate(
                        node.additionalProperties(),
                        entry.getValue(),
                        oldValue,
                        correlation.to(entry.getValue(), oldValue));
                path.remove(path.size() - 1);
            }
        }
    }

    private String at() {
        var text = String.join("", path);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static String orNil(String path) {
        return path.isEmpty() ? "<nil>" : path;
    }

    private void rules(RuleNode node, JsonNode value, @Nullable JsonNode storedOld, Correlation correlation) {
        var old = storedOld == null || storedOld.isNull() ? null : storedOld;
        var variables = new HashMap<String, Object>();
        variables.put("self", SelfValues.of(value, node.schema(), node.resource()));
        var oldSelf = old == null ? null : SelfValues.of(old, node.schema(), node.resource());
        for (var rule : node.rules()) {
            boolean optional = rule.rule().optionalOldSelf().orElse(false);
            if (rule.error().isEmpty() && (rule.check() == null || (rule.usesOldSelf() && old == null && !optional))) {
                continue;
            }
            if (budget.ended()) {
                return;
            }
            run(
                    rule,
                    node,
                    value,
                    variables(variables, oldSelf),
                    variables(variables, optional ? Optional.ofNullable(oldSelf) : oldSelf),
                    correlation);
        }
    }

    private static Map<String, Object> variables(Map<String, Object> base, @Nullable Object oldSelf) {
        var variables = new HashMap<>(base);
        if (oldSelf != null) {
            variables.put("oldSelf", oldSelf);
        }
        return variables;
    }

    private void run(
            CompiledRule rule,
            RuleNode node,
            JsonNode value,
            Map<String, Object> plain,
            Map<String, Object> variables,
            Correlation correlation) {
        var type = typeOf(node);
        var check = rule.check();
        if (check == null) {
            errors.add(FieldError.invalid(orNil(at()), type, "rule compile error: " + rule.error()));
            return;
        }
        String failure = "";
        boolean holds = false;
        try {
            holds = Boolean.TRUE.equals(budget.eval(check, variables));
        } catch (CelEvaluationException e) {
            failure = failure(RuleErrors.words(e, check.source()), rule);
        } catch (RuleException e) {
            failure = failure(String.valueOf(e.getMessage()), rule);
        }
        if (budget.exhausted()) {
            failure = "validation failed due to running out of cost budget, no further validation rules will be run";
        }
        if (!failure.isEmpty()) {
            errors.add(FieldError.invalid(orNil(at()), type, failure));
        }
        if (holds || !failure.isEmpty()) {
            return;
        }
        var error = broken(rule, node, value, plain);
        if (!rule.usesOldSelf() && correlation.unchanged()) {
            warnings.add(error.message(minor));
        } else {
            errors.add(error);
        }
    }

    private String failure(String words, CompiledRule rule) {
        if (words.equals(RuleErrors.COST_EXCEEDED)) {
            budget.end();
            return "'" + words + "': no further validation rules will be run due to call cost exceeds limit for rule: "
                    + shown(rule);
        }
        return words.equals(RuleErrors.NO_OVERLOAD)
                ? "'" + words + "': call arguments did not match a supported operator, function or macro signature "
                        + "for rule: " + shown(rule)
                : words + " evaluating rule: " + shown(rule);
    }

    private static String shown(CompiledRule rule) {
        return (rule.rule().message().isEmpty()
                        ? rule.rule().rule()
                        : rule.rule().message())
                .strip();
    }

    private FieldError broken(CompiledRule rule, RuleNode node, JsonNode value, Map<String, Object> variables) {
        var where = at();
        if (!rule.fieldPath().isEmpty()) {
            where = where.isEmpty() ? rule.fieldPath() : where + "." + rule.fieldPath();
        }
        where = orNil(where);
        var detail = detail(rule, variables);
        if (budget.ended()) {
            return FieldError.invalid(where, typeOf(node), detail);
        }
        var shown = shown(node, value);
        return switch (rule.rule().reason()) {
            case "FieldValueForbidden" -> FieldError.forbidden(where, detail);
            case "FieldValueRequired" -> FieldError.required(where, detail);
            case "FieldValueDuplicate" -> new FieldError(FieldError.Type.DUPLICATE, where, shown, "");
            default -> FieldError.invalid(where, shown, detail);
        };
    }

    /** Up to Kubernetes 1.34 the name of the type stands for the value. */
    private @Nullable JsonNode shown(RuleNode node, JsonNode value) {
        if (minor < 35) {
            return typeOf(node);
        }
        return switch (node.schema().type()) {
            case "object", "array" -> null;
            default -> value;
        };
    }

    private static JsonNode typeOf(RuleNode node) {
        return TextNode.valueOf(node.schema().intOrString() ? "" : node.schema().type());
    }

    private String detail(CompiledRule rule, Map<String, Object> variables) {
        var message = rule.message();
        if (message != null) {
            try {
                var text = String.valueOf(budget.eval(message, variables)).strip();
                if (!text.isEmpty() && text.indexOf('\n') < 0 && text.length() <= MAX_MESSAGE) {
                    return text;
                }
            } catch (CelEvaluationException e) {
                return failed(rule, message, RuleErrors.words(e, message.source()));
            } catch (RuleException e) {
                return failed(rule, message, String.valueOf(e.getMessage()));
            }
        }
        return fallback(rule);
    }

    private String failed(CompiledRule rule, CompiledRule.Expression message, String words) {
        if (!words.equals(RuleErrors.COST_EXCEEDED)) {
            return fallback(rule);
        }
        budget.end();
        return "no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                + GoText.quote(message.source());
    }

    private static String fallback(CompiledRule rule) {
        return rule.rule().message().isEmpty()
                ? "failed rule: " + shown(rule)
                : rule.rule().message().strip();
    }
}
