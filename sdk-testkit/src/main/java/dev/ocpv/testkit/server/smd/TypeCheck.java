package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that a value fits a type of server-side apply; the texts are those of a kube-apiserver. */
final class TypeCheck {
    /** Deeper parts are small. */
    private static final int REMEMBERED_DEPTH = 2;

    private final boolean allowDuplicates;
    private final List<Object> path = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private final @Nullable Remembered remembered;

    private TypeCheck(boolean allowDuplicates, @Nullable Remembered remembered) {
        this.allowDuplicates = allowDuplicates;
        this.remembered = remembered;
    }

    /** Throws a {@link TypingException} that lists everything that does not fit. */
    static void check(JsonNode value, Atom type, boolean allowDuplicates) {
        new TypeCheck(allowDuplicates, null).run(value, type);
    }

    /** As {@link #check} of a tree that is stored or going to be, and whose items may therefore stand twice. */
    static void checkStored(JsonNode value, Atom type, Remembered remembered) {
        new TypeCheck(true, remembered).run(value, type);
    }

    private void run(JsonNode value, Atom type) {
        visit(value, type);
        if (errors.size() == 1) {
            throw new TypingException(errors.get(0));
        }
        if (!errors.isEmpty()) {
            throw new TypingException(
                    errors.stream().map(e -> "\n  " + e).collect(Collectors.joining("", "errors:", "")));
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
            member(entry.getValue(), child);
            path.remove(path.size() - 1);
        }
    }

    private void member(JsonNode value, Atom type) {
        if (remembered == null || path.size() > REMEMBERED_DEPTH || !value.isContainerNode()) {
            visit(value, type);
        } else if (!remembered.fits(value, type)) {
            int before = errors.size();
            visit(value, type);
            if (errors.size() == before) {
                remembered.fitting(value, type);
            }
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
                    error("expected numeric (int or float), got " + GoText.type(value));
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
}
