package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that look at one value alone. */
final class ValueChecks {
    private static final Set<String> NUMERIC = Set.of("integer", "number");
    private final int minor;
    private final PathStack path;

    ValueChecks(int minor, PathStack path) {
        this.minor = minor;
        this.path = path;
    }

    FieldError wrongType(ValueRules rules, String seen) {
        return typeError(String.join(",", rules.types), seen);
    }

    private FieldError typeError(String wanted, String seen) {
        var at = path.text();
        return FieldError.typeInvalid(
                at, TextNode.valueOf(seen), at + " in body must be of type " + wanted + ": " + GoText.quote(seen));
    }

    @Nullable
    FieldError type(JsonNode value, ValueRules rules) {
        var seen = typeOf(value);
        var types = rules.types;
        boolean fits = types.contains(seen)
                || (seen.equals("integer") && types.contains("number"))
                || (seen.equals("number") && types.contains("integer") && Numbers.isWhole(value.doubleValue()));
        if (!rules.format.isEmpty()) {
            boolean text = value.isTextual() || value.isArray();
            if (!text && !fits) {
                return typeError(rules.format, formatOf(seen));
            }
            if (text && types.stream().noneMatch(NUMERIC::contains)) {
                return null;
            }
        }
        return fits ? null : wrongType(rules, seen);
    }

    private static String formatOf(String type) {
        return switch (type) {
            case "integer" -> "int64";
            case "number" -> "float64";
            default -> "";
        };
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> Numbers.isInteger(value) ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    /** Strings and numbers; {@return how many checks applied} */
    int scalar(JsonNode value, ValueRules rules, List<FieldError> errors) {
        if (value.isTextual()) {
            text(value.textValue(), rules, errors);
            if (!rules.format.isEmpty()) {
                format(value, rules, errors);
                return 2;
            }
            return 1;
        }
        if (value.isNumber()) {
            if (rules.hasNumberRules) {
                NumberChecks.check(value, rules, path, errors);
            }
            return 2;
        }
        return 0;
    }

    private void format(JsonNode value, ValueRules rules, List<FieldError> errors) {
        if (!Formats.matches(rules.format, value.textValue())) {
            errors.add(typeError(rules.format, value.textValue()));
        }
    }

    /** Only the first keyword that fails is reported. */
    private void text(String text, ValueRules rules, List<FieldError> errors) {
        if (rules.maxLength != ValueRules.UNSET && text.codePointCount(0, text.length()) > rules.maxLength) {
            errors.add(FieldError.tooLong(path.text(), rules.maxLength, minor));
        } else if (rules.minLength != ValueRules.UNSET && text.codePointCount(0, text.length()) < rules.minLength) {
            errors.add(invalid(TextNode.valueOf(text), "should be at least " + rules.minLength + " chars long"));
        } else if (!rules.patternText.isEmpty()
                && (rules.pattern == null || !rules.pattern.matcher(text).find())) {
            errors.add(invalid(TextNode.valueOf(text), "should match '" + rules.patternText + "'"));
        }
    }

    private FieldError invalid(JsonNode value, String what) {
        var at = path.text();
        return FieldError.invalid(at, value, at + " in body " + what);
    }

    void size(JsonNode list, ValueRules rules, List<FieldError> errors) {
        if (rules.minItems != ValueRules.UNSET && list.size() < rules.minItems) {
            errors.add(invalid(number(list.size()), "should have at least " + rules.minItems + " items"));
        }
        if (rules.maxItems != ValueRules.UNSET && list.size() > rules.maxItems) {
            errors.add(FieldError.tooMany(path.text(), list.size(), rules.maxItems, minor));
        }
        if (rules.uniqueItems && hasDuplicates(list)) {
            errors.add(invalid(TextNode.valueOf(""), "shouldn't contain duplicates"));
        }
    }

    private static boolean hasDuplicates(JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Numbers.sameValue(list.get(i), list.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    void propertyCount(JsonNode object, ValueRules rules, List<FieldError> errors) {
        if (rules.minProperties != ValueRules.UNSET && object.size() < rules.minProperties) {
            errors.add(invalid(number(object.size()), "should have at least " + rules.minProperties + " properties"));
        }
        if (rules.maxProperties != ValueRules.UNSET && object.size() > rules.maxProperties) {
            errors.add(FieldError.tooMany(path.text(), object.size(), rules.maxProperties, minor));
        }
    }

    private static JsonNode number(int number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    void allowed(JsonNode value, ValueRules rules, List<FieldError> errors) {
        if (rules.allowed.isEmpty()) {
            return;
        }
        for (var allowed : rules.allowed) {
            if (!allowed.isNull() && equalsAllowed(value, allowed)) {
                return;
            }
        }
        var texts = rules.allowed.stream()
                .map(a -> a.isTextual() ? a.textValue() : GoText.json(a))
                .toList();
        errors.add(FieldError.notSupported(path.text(), value, texts));
    }

    /** A number counts as what it becomes in the type of the allowed value: cut off, or the character of that code. */
    private static boolean equalsAllowed(JsonNode value, JsonNode allowed) {
        if (value.isNumber() && allowed.isNumber()) {
            return Numbers.isInteger(allowed)
                    ? truncated(value) == allowed.longValue()
                    : value.doubleValue() == allowed.doubleValue();
        }
        if (Numbers.isInteger(value) && allowed.isTextual()) {
            return character(value.longValue()).equals(allowed.textValue());
        }
        return Numbers.sameValue(value, allowed);
    }

    private static long truncated(JsonNode number) {
        return Numbers.isInteger(number) ? number.longValue() : (long) number.doubleValue();
    }

    private static String character(long code) {
        boolean valid = code >= 0
                && code <= Character.MAX_CODE_POINT
                && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
        return Character.toString(valid ? (int) code : 0xFFFD);
    }
}
