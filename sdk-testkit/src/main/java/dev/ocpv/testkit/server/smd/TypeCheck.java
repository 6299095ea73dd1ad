package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that a value fits a type of server-side apply; the texts are those of a kube-apiserver. */
final class TypeCheck {
    private final boolean allowDuplicates;
    private final List<Object> path = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private TypeCheck(boolean allowDuplicates) {
        this.allowDuplicates = allowDuplicates;
    }

    /** Throws a {@link TypingException} that lists everything that does not fit. */
    static void check(JsonNode value, Atom type, boolean allowDuplicates) {
        var check = new TypeCheck(allowDuplicates);
        check.visit(value, type);
        if (check.errors.size() == 1) {
            throw new TypingException(check.errors.get(0));
        }
        if (!check.errors.isEmpty()) {
            throw new TypingException(
                    check.errors.stream().map(e -> "\n  " + e).collect(Collectors.joining("", "errors:", "")));
        }
    }

    private void visit(JsonNode value, Atom type) {
        switch (Atom.deciding(type.kindsFor(value))) {
            case Atom.MAP -> map(value, type);
            case Atom.SCALAR -> scalar(value, type);
            case Atom.LIST -> list(value, type);
            default -> error("schema error: invalid atom: inlined");
        }
    }

    private void error(String message) {
        var at = new StringBuilder();
        for (var step : path) {
            if (step instanceof String name) {
                at.append('.').append(name);
            } else {
                at.append(step);
            }
        }
        errors.add(at.isEmpty() ? message : at + ": " + message);
    }

    private void map(JsonNode value, Atom type) {
        var map = type.map();
        if (value.isNull() || map == null) {
            return;
        }
        if (!value.isObject()) {
            error("expected map, got &{" + GoText.printed(value) + "}");
            return;
        }
        for (var entry : value.properties()) {
            var child = Atom.childOf(map, entry.getKey());
            path.add(entry.getKey());
            if (child == null) {
                error("field not declared in schema");
                path.remove(path.size() - 1);
                return;
            }
            visit(entry.getValue(), child);
            path.remove(path.size() - 1);
        }
    }

    private void list(JsonNode value, Atom type) {
        var list = type.list();
        if (value.isNull() || list == null) {
            return;
        }
        if (!value.isArray()) {
            error("expected list, got &{" + GoText.printed(value) + "}");
            return;
        }
        var seen = new HashSet<PathElement>();
        for (int i = 0; i < value.size(); i++) {
            PathElement element = new PathElement.Index(i);
            if (!list.atomic()) {
                try {
                    element = ListIdentity.of(value.get(i), list);
                } catch (TypingException e) {
                    error("element " + i + ": " + e.getMessage());
                    return;
                }
                if (!seen.add(element) && !allowDuplicates) {
                    error("duplicate entries for key " + element);
                }
            }
            path.add(element);
            visit(value.get(i), list.element());
            path.remove(path.size() - 1);
        }
    }

    private void scalar(JsonNode value, Atom type) {
        var scalar = type.scalar();
        if (value.isNull() || scalar == null) {
            return;
        }
        switch (scalar) {
            case NUMERIC -> {
                if (!value.isNumber()) {
                    error("expected numeric (int or float), got " + goType(value));
                }
            }
            case STRING -> {
                if (!value.isTextual()) {
                    error("expected string, got &value.valueUnstructured{Value:" + GoText.syntax(value) + "}");
                }
            }
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    error("expected boolean, got &{" + GoText.printed(value) + "}");
                }
            }
            case UNTYPED -> {
                if (value.isContainerNode()) {
                    error("expected any scalar, got &{" + GoText.printed(value) + "}");
                }
            }
        }
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case OBJECT, POJO -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            default -> "string";
        };
    }
}
