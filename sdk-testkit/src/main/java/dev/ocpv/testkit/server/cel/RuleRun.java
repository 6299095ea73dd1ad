package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.runtime.CelEvaluationException;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.ListMaps;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the rules over one object. */
final class RuleRun {
    private static final int MAX_MESSAGE = 5 * 1024;
    private final int minor;
    private final List<FieldError> errors;
    private final Consumer<String> warnings;
    private final List<String> path = new ArrayList<>();

    RuleRun(int minor, List<FieldError> errors, Consumer<String> warnings) {
        this.minor = minor;
        this.errors = errors;
        this.warnings = warnings;
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
        if (value.isNull()) {
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
        boolean held = node.held().of(value);
        if (held && node.rules().stream().noneMatch(CompiledRule::usesOldSelf)) {
            return;
        }
        boolean holds = true;
        var variables = new HashMap<String, Object>();
        variables.put("self", SelfValues.of(value, node.schema(), node.resource()));
        var oldSelf = old == null ? null : SelfValues.of(old, node.schema(), node.resource());
        for (var rule : node.rules()) {
            boolean optional = rule.rule().optionalOldSelf().orElse(false);
            if (rule.error().isEmpty() && (rule.check() == null || (rule.usesOldSelf() && old == null && !optional))) {
                continue;
            }
            if (held && !rule.usesOldSelf()) {
                continue;
            }
            holds &= run(
                    rule,
                    node,
                    value,
                    variables(variables, oldSelf),
                    variables(variables, optional ? Optional.ofNullable(oldSelf) : oldSelf),
                    correlation);
        }
        if (holds) {
            node.held().now(value);
        }
    }

    private static Map<String, Object> variables(Map<String, Object> base, @Nullable Object oldSelf) {
        var variables = new HashMap<>(base);
        if (oldSelf != null) {
            variables.put("oldSelf", oldSelf);
        }
        return variables;
    }

    /** {@return whether the rule holds} */
    private boolean run(
            CompiledRule rule,
            RuleNode node,
            JsonNode value,
            Map<String, Object> plain,
            Map<String, Object> variables,
            Correlation correlation) {
        var type = TextNode.valueOf(
                node.schema().intOrString() ? "" : node.schema().type());
        var check = rule.check();
        if (check == null) {
            errors.add(FieldError.invalid(orNil(at()), type, "rule compile error: " + rule.error()));
            return false;
        }
        try {
            if (Boolean.TRUE.equals(check.program().eval(variables))) {
                return true;
            }
        } catch (CelEvaluationException e) {
            errors.add(FieldError.invalid(orNil(at()), type, failure(RuleErrors.words(e, check.source()), rule)));
            return false;
        }
        var error = broken(rule, node, value, plain);
        if (!rule.usesOldSelf() && correlation.unchanged()) {
            warnings.accept(error.message(minor));
        } else {
            errors.add(error);
        }
        return false;
    }

    private static String failure(String words, CompiledRule rule) {
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
        boolean compound =
                node.schema().type().equals("object") || node.schema().type().equals("array");
        var shown =
                compound ? (minor >= 35 ? null : TextNode.valueOf(node.schema().type())) : value;
        return switch (rule.rule().reason()) {
            case "FieldValueForbidden" -> FieldError.forbidden(where, detail);
            case "FieldValueRequired" -> FieldError.required(where, detail);
            case "FieldValueDuplicate" -> new FieldError(FieldError.Type.DUPLICATE, where, shown, "");
            default -> FieldError.invalid(where, shown, detail);
        };
    }

    private static String detail(CompiledRule rule, Map<String, Object> variables) {
        var message = rule.message();
        if (message != null) {
            try {
                var text = String.valueOf(message.program().eval(variables)).strip();
                if (!text.isEmpty() && text.indexOf('\n') < 0 && text.length() <= MAX_MESSAGE) {
                    return text;
                }
            } catch (CelEvaluationException e) {
                return fallback(rule);
            }
        }
        return fallback(rule);
    }

    private static String fallback(CompiledRule rule) {
        return rule.rule().message().isEmpty()
                ? "failed rule: " + shown(rule)
                : rule.rule().message().strip();
    }
}
