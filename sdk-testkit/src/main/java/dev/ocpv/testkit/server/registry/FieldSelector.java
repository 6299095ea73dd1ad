package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which values some fields of an object must have. */
public final class FieldSelector {
    private static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    private record Term(String field, boolean equal, String value, Function<ObjectNode, String> reader) {
        Term of(ResourceDef def) {
            return new Term(field, equal, value, FieldSelector.reader(field, def));
        }

        /** {@return whether this says that a field without a name is empty, which is no condition} */
        boolean saysNothing() {
            return field.isEmpty() && value.isEmpty();
        }
    }

    /** {@return whether every object fits} */
    public boolean isEverything() {
        return terms.isEmpty();
    }

    /** {@return the only name that can fit, or an empty text} */
    public String name() {
        for (Term term : terms) {
            if (term.equal() && term.field().equals("metadata.name")) {
                return term.value();
            }
        }
        return "";
    }

    /** {@return whether the object fits} */
    public boolean matches(ObjectNode object) {
        for (Term term : terms) {
            if (term.reader().apply(object).equals(term.value()) != term.equal()) {
                return false;
            }
        }
        return true;
    }

    /** {@return the selector that a text means, whether or not there are such fields} */
    static FieldSelector parse(String text) {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        List<Term> terms = new ArrayList<>();
        List<String> parts = split(text);
        parts.sort(Comparator.naturalOrder());
        for (String part : parts) {
            Term term = part.isEmpty() ? null : term(text, part);
            if (term != null && !term.saysNothing()) {
                terms.add(term);
            }
        }
        return new FieldSelector(terms);
    }

    /** {@return this for the objects of a resource; fields by which they cannot be selected are refused} */
    FieldSelector of(ResourceDef def) {
        return isEverything()
                ? this
                : new FieldSelector(terms.stream().map(term -> term.of(def)).toList());
    }

    private static Term term(String all, String part) {
        for (int i = 0; i < part.length(); i++) {
            for (String operator : List.of("!=", "==", "=")) {
                if (part.startsWith(operator, i)) {
                    String field = part.substring(0, i);
                    String value = unescaped(part.substring(i + operator.length()));
                    return new Term(field, !operator.equals("!="), value, object -> "");
                }
            }
        }
        throw Statuses.badRequest("invalid selector: '" + all + "'; can't understand '" + part + "'");
    }

    private static Function<ObjectNode, String> reader(String field, ResourceDef def) {
        if (field.equals("metadata.name")) {
            return object -> Json.textAt(object, "metadata", "name");
        }
        boolean general = def.strategy().selectableFieldsAreGeneral();
        if (field.equals("metadata.namespace") && (general || def.namespaced())) {
            return object -> Json.textAt(object, "metadata", "namespace");
        }
        Map<String, Function<ObjectNode, String>> known = def.strategy().selectableFields();
        Function<ObjectNode, String> reader = known.get(field);
        if (reader != null) {
            return reader;
        }
        throw Statuses.badRequest(
                general
                        ? "\"" + field
                                + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                        : def.strategy().unknownFieldLabel(field));
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !escaped) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
            escaped = !escaped && c == '\\';
        }
        parts.add(part.toString());
        return parts;
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('=') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                char e = i < value.length() ? value.charAt(i) : 0;
                if (e != '\\' && e != ',' && e != '=') {
                    throw Statuses.badRequest(
                            "invalid field selector: invalid escape sequence: \\" + (e == 0 ? "" : e));
                }
                out.append(e);
            } else if (c == '=' || c == ',') {
                throw Statuses.badRequest("invalid field selector: unescaped character in value: " + (int) c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
