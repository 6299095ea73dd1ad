package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a value against a schema as a kube-apiserver does, in the words of a given release. */
public final class SchemaValidator {
    private final PathStack path = new PathStack();
    private final ValueChecks checks;
    private List<FieldError> errors = new ArrayList<>();
    private int branching;

    private SchemaValidator(int minor) {
        checks = new ValueChecks(minor, path);
    }

    /**
     * Validates a whole object.
     *
     * @param old what is stored; findings below what did not change are then forgiven (absent on create)
     */
    public static List<FieldError> validate(
            JsonNode value, StructuralSchema schema, @Nullable JsonNode old, int minor) {
        return validate(value, schema, old, minor, "");
    }

    /** As {@link #validate(JsonNode, StructuralSchema, JsonNode, int)} for a value that stands at a path. */
    public static List<FieldError> validate(
            JsonNode value, StructuralSchema schema, @Nullable JsonNode old, int minor, String at) {
        var validator = new SchemaValidator(minor);
        if (!at.isEmpty()) {
            validator.path.push(at);
        }
        validator.child(value, schema, old, schema);
        if (validator.errors.size() < 2) {
            return validator.errors;
        }
        return new ArrayList<>(new LinkedHashSet<>(validator.errors));
    }

    /** {@return whether that release checks a format of strings} */
    public static boolean knowsFormat(String format, int minor) {
        return Formats.isKnown(format, minor);
    }

    /** {@return whether a text is of a format; any text is of one that is not known} */
    public static boolean matchesFormat(String format, String text) {
        return Formats.matches(format, text);
    }

    /** Checks one node; {@return how many checks applied, by which the nearest branch of a oneOf is told} */
    @SuppressWarnings("ReferenceEquality") // what did not change is shared
    private int child(
            JsonNode value, StructuralSchema schema, @Nullable JsonNode old, @Nullable StructuralSchema correlation) {
        if (value == old && branching == 0) {
            // whatever is wrong is forgiven, and nobody counts the checks
            return 0;
        }
        int before = errors.size();
        int matches = node(value, schema, old, correlation);
        if (errors.size() > before && old != null && ListMaps.sameValue(value, old, correlation)) {
            errors.subList(before, errors.size()).clear();
        }
        return matches;
    }

    private int node(
            JsonNode value, StructuralSchema schema, @Nullable JsonNode old, @Nullable StructuralSchema correlation) {
        var rules = schema.values;
        if (value.isNull()) {
            if (!rules.types.isEmpty() && !schema.nullable) {
                errors.add(checks.wrongType(rules, "null"));
            }
            checks.allowed(value, rules, errors);
            return 0;
        }
        int matches = 1;
        if (!rules.types.isEmpty() || !rules.format.isEmpty()) {
            var wrong = checks.type(value, rules);
            if (wrong != null) {
                errors.add(wrong);
                matches += 1;
            } else {
                matches += 2;
            }
        }
        matches += 2;
        if (rules.hasJunctors) {
            matches += junctors(value, rules, old, correlation);
        }
        matches += checks.scalar(value, rules, errors);
        if (value.isArray()) {
            matches += items(value, schema, old, correlation) + 2;
        }
        matches++;
        checks.allowed(value, rules, errors);
        if (value.isObject()) {
            matches += properties(value, schema, old, correlation) + 1;
        }
        return matches;
    }

    private int items(
            JsonNode list, StructuralSchema schema, @Nullable JsonNode old, @Nullable StructuralSchema correlation) {
        int matches = 0;
        if (schema.items != null) {
            var map = old != null && correlation != null && correlation.listType == StructuralSchema.ListType.MAP
                    ? correlation
                    : null;
            for (int i = 0; i < list.size(); i++) {
                var oldItem = map == null ? null : ListMaps.find(old, list.get(i), map.listMapKeys);
                path.push(i);
                matches += child(list.get(i), schema.items, oldItem, map == null ? null : map.items);
                path.pop();
            }
        }
        checks.size(list, schema.values, errors);
        return matches;
    }

    private int properties(
            JsonNode object, StructuralSchema schema, @Nullable JsonNode old, @Nullable StructuralSchema correlation) {
        int matches = 0;
        checks.propertyCount(object, schema.values, errors);
        for (var entry : object.properties()) {
            var name = entry.getKey();
            var property = schema.child(name);
            if (property != null) {
                var correlated = correlation == null ? null : correlation.child(name);
                var oldValue = correlated == null || old == null || isTypeMeta(name) ? null : old.get(name);
                path.push(path.isRoot() && schema.property(name) == null ? "." + name : name);
                matches += child(entry.getValue(), property, oldValue, correlated);
                path.pop();
            } else if (schema.values.forbidsAdditional) {
                errors.add(FieldError.invalid(
                        path.text(), name, path.text() + "." + name + " in body is a forbidden property"));
            }
        }
        for (var name : schema.values.required) {
            if (!object.has(name)) {
                errors.add(FieldError.required(path.textWith(name), ""));
            }
        }
        return matches;
    }

    private boolean isTypeMeta(String name) {
        return path.isRoot() && (name.equals("kind") || name.equals("apiVersion"));
    }

    private int junctors(
            JsonNode value, ValueRules rules, @Nullable JsonNode old, @Nullable StructuralSchema correlation) {
        int matches = 0;
        if (!rules.anyOf.isEmpty()) {
            matches += anyOf(branches(value, rules.anyOf, old, correlation, true));
        }
        if (!rules.oneOf.isEmpty()) {
            matches += oneOf(branches(value, rules.oneOf, old, correlation, false));
        }
        if (!rules.allOf.isEmpty()) {
            matches += allOf(branches(value, rules.allOf, old, correlation, false));
        }
        if (rules.not != null
                && branches(value, List.of(rules.not), old, correlation, false)
                        .get(0)
                        .errors
                        .isEmpty()) {
            junctor("must not validate the schema (not)");
        }
        return matches;
    }

    private record Branch(List<FieldError> errors, int matches) {
        boolean isValid() {
            return errors.isEmpty();
        }
    }

    private List<Branch> branches(
            JsonNode value,
            List<StructuralSchema> schemas,
            @Nullable JsonNode old,
            @Nullable StructuralSchema correlation,
            boolean stopAtFirst) {
        var outer = errors;
        branching++;
        var branches = new ArrayList<Branch>(schemas.size());
        for (var schema : schemas) {
            errors = new ArrayList<>();
            int matches = node(value, schema, old, correlation);
            branches.add(new Branch(errors, matches));
            if (stopAtFirst && errors.isEmpty()) {
                break;
            }
        }
        errors = outer;
        branching--;
        return branches;
    }

    private int anyOf(List<Branch> branches) {
        var last = branches.get(branches.size() - 1);
        if (last.isValid()) {
            return last.matches;
        }
        junctor("must validate at least one schema (anyOf)");
        return keepNearest(branches);
    }

    private int oneOf(List<Branch> branches) {
        var valid = branches.stream().filter(Branch::isValid).toList();
        if (valid.size() == 1) {
            return valid.get(0).matches;
        }
        if (!valid.isEmpty()) {
            junctor("must validate one and only one schema (oneOf). Found " + valid.size() + " valid alternatives");
            return 0;
        }
        junctor("must validate one and only one schema (oneOf). Found none valid");
        return keepNearest(branches);
    }

    private int keepNearest(List<Branch> branches) {
        var nearest = branches.get(0);
        for (var branch : branches) {
            if (branch.matches > nearest.matches) {
                nearest = branch;
            }
        }
        errors.addAll(nearest.errors);
        return nearest.matches;
    }

    private int allOf(List<Branch> branches) {
        int matches = 0;
        int valid = 0;
        for (var branch : branches) {
            errors.addAll(branch.errors);
            matches += branch.matches;
            valid += branch.isValid() ? 1 : 0;
        }
        if (valid != branches.size()) {
            junctor("must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
        }
        return matches;
    }

    private void junctor(String what) {
        errors.add(FieldError.invalid("<nil>", TextNode.valueOf(""), GoText.quote(path.text()) + " " + what));
    }
}
