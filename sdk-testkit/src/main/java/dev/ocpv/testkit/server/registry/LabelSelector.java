package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which labels an object must have; parsed as the real server parses it. */
public final class LabelSelector {
    private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    /** One condition. */
    private record Requirement(String key, String operator, Set<String> values) {
        boolean matches(JsonNode labels) {
            JsonNode label = labels.get(key);
            return switch (operator) {
                case "exists" -> label != null;
                case "!" -> label == null;
                case "=", "==", "in" -> label != null && values.contains(label.asText());
                case "!=", "notin" -> label == null || !values.contains(label.asText());
                default -> label != null && compare(label.asText());
            };
        }

        private boolean compare(String label) {
            try {
                long have = Long.parseLong(label);
                long bound = Long.parseLong(values.iterator().next());
                return operator.equals(">") ? have > bound : have < bound;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** {@return whether every object fits} */
    public boolean isEverything() {
        return requirements.isEmpty();
    }

    /** {@return a label and its value without which nothing fits, or null where there is no such thing} */
    Store.@Nullable Label needed() {
        for (Requirement requirement : requirements) {
            boolean equal = List.of("=", "==", "in").contains(requirement.operator());
            if (equal && requirement.values().size() == 1) {
                return new Store.Label(
                        requirement.key(), requirement.values().iterator().next());
            }
        }
        return null;
    }

    /** {@return whether the labels fit; absent labels are a missing node} */
    public boolean matches(JsonNode labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the selector that a text means; refusals are in the words of a minor} */
    public static LabelSelector parse(String text, int minor) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        return new LabelSelector(new Parser(text, minor).requirements());
    }

    /** {@return what a structured selector means; one that is absent fits nothing} */
    public static LabelSelector of(JsonNode selector) {
        if (!selector.isObject()) {
            return new LabelSelector(List.of(new Requirement("", "in", Set.of())));
        }
        List<Requirement> requirements = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> requirements.add(new Requirement(
                        label.getKey(), "in", Set.of(label.getValue().asText()))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            Set<String> values = new TreeSet<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            String operator = switch (expression.path("operator").asText()) {
                case "In" -> "in";
                case "NotIn" -> "notin";
                case "Exists" -> "exists";
                default -> "!";
            };
            requirements.add(new Requirement(expression.path("key").asText(), operator, values));
        }
        return new LabelSelector(requirements);
    }

    private record Token(String kind, String literal) {}

    private static final class Parser {
        private static final String END = "end";
        private static final String ID = "id";
        private static final Set<String> SYMBOLS = Set.of(")", ",", "!", "==", "=", "(", "!=", ">", "<");

        private final List<Token> tokens = new ArrayList<>();
        private final int minor;
        private int at;

        Parser(String text, int minor) {
            this.minor = minor;
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (blank(c)) {
                    i++;
                } else if (special(c)) {
                    String two = text.substring(i, Math.min(i + 2, text.length()));
                    String symbol = SYMBOLS.contains(two) ? two : String.valueOf(c);
                    tokens.add(new Token(symbol, symbol));
                    i += symbol.length();
                } else {
                    int end = i;
                    while (end < text.length() && !special(text.charAt(end)) && !blank(text.charAt(end))) {
                        end++;
                    }
                    String word = text.substring(i, end);
                    tokens.add(new Token(word.equals("in") || word.equals("notin") ? word : ID, word));
                    i = end;
                }
            }
            tokens.add(new Token(END, ""));
        }

        private static boolean blank(char c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n';
        }

        private static boolean special(char c) {
            return "=!(),><".indexOf(c) >= 0;
        }

        private Token peek() {
            Token token = tokens.get(Math.min(at, tokens.size() - 1));
            return token.kind().equals("in") || token.kind().equals("notin") ? new Token(ID, token.literal()) : token;
        }

        private Token next() {
            Token token = peek();
            at++;
            return token;
        }

        List<Requirement> requirements() {
            List<Requirement> found = new ArrayList<>();
            while (true) {
                Token token = peek();
                if (token.kind().equals(END)) {
                    return found;
                }
                if (!token.kind().equals(ID) && !token.kind().equals("!")) {
                    throw Statuses.badRequest(
                            "found '" + token.literal() + "', expected: !, identifier, or 'end of string'");
                }
                found.add(requirement());
                Token after = next();
                if (after.kind().equals(END)) {
                    return found;
                }
                if (!after.kind().equals(",")) {
                    throw Statuses.badRequest("found '" + after.literal() + "', expected: ',' or 'end of string'");
                }
                Token following = peek();
                if (!following.kind().equals(ID) && !following.kind().equals("!")) {
                    throw Statuses.badRequest("found '" + following.literal() + "', expected: identifier after ','");
                }
            }
        }

        private Requirement requirement() {
            boolean not = peek().kind().equals("!");
            if (not) {
                next();
            }
            Token key = next();
            if (!key.kind().equals(ID)) {
                throw unparsable("found '" + key.literal() + "', expected: identifier");
            }
            checkKey(key.literal());
            String following = peek().kind();
            if (not || following.equals(END) || following.equals(",")) {
                return new Requirement(key.literal(), not ? "!" : "exists", Set.of());
            }
            Token operator = tokens.get(Math.min(at, tokens.size() - 1));
            at++;
            Set<String> values = switch (operator.kind()) {
                case "in", "notin" -> values();
                case "=", "==", "!=", ">", "<" -> exactly();
                default ->
                    throw unparsable("found '" + operator.literal() + "', expected: in, notin, =, ==, !=, gt, lt");
            };
            checkValues(key.literal(), operator.kind(), values);
            return new Requirement(key.literal(), operator.kind(), values);
        }

        private void checkKey(String key) {
            List<String> problems = NameRules.qualifiedName(key, minor);
            if (!problems.isEmpty()) {
                throw unparsable("<nil>: Invalid value: " + GoText.quote(key) + ": " + String.join("; ", problems));
            }
        }

        private void checkValues(String key, String operator, Set<String> values) {
            int i = 0;
            for (String value : values) {
                if ((operator.equals(">") || operator.equals("<")) && !value.matches("[-+]?\\d{1,18}")) {
                    throw unparsable("values[" + i + "]: Invalid value: " + GoText.quote(value)
                            + ": for 'Gt', 'Lt' operators, the value must be an integer");
                }
                List<String> problems = NameRules.labelValue(value, minor);
                if (!problems.isEmpty()) {
                    throw unparsable("values[" + i + "][" + key + "]: Invalid value: " + GoText.quote(value) + ": "
                            + String.join("; ", problems));
                }
                i++;
            }
        }

        private Set<String> exactly() {
            Set<String> values = new TreeSet<>();
            String kind = peek().kind();
            if (kind.equals(END) || kind.equals(",")) {
                values.add("");
                return values;
            }
            Token value = next();
            if (!value.kind().equals(ID)) {
                throw unparsable("found '" + value.literal() + "', expected: identifier");
            }
            values.add(value.literal());
            return values;
        }

        private Set<String> values() {
            Token open = next();
            if (!open.kind().equals("(")) {
                throw unparsable("found '" + open.literal() + "' expected: '('");
            }
            Token token = peek();
            switch (token.kind()) {
                case ID, "," -> {
                    Set<String> values = identifiers();
                    Token close = next();
                    if (!close.kind().equals(")")) {
                        throw unparsable("found '" + close.literal() + "', expected: ')'");
                    }
                    return values;
                }
                case ")" -> {
                    next();
                    return new TreeSet<>();
                }
                default -> throw unparsable("found '" + token.literal() + "', expected: ',', ')' or identifier");
            }
        }

        private Set<String> identifiers() {
            Set<String> values = new TreeSet<>();
            while (true) {
                Token token = next();
                if (token.kind().equals(ID)) {
                    values.add(token.literal());
                    Token after = peek();
                    if (after.kind().equals(")")) {
                        return values;
                    }
                    if (!after.kind().equals(",")) {
                        throw unparsable("found '" + after.literal() + "', expected: ',' or ')'");
                    }
                } else if (token.kind().equals(",")) {
                    if (values.isEmpty()) {
                        values.add("");
                    }
                    if (peek().kind().equals(")")) {
                        values.add("");
                        return values;
                    }
                    if (peek().kind().equals(",")) {
                        next();
                        values.add("");
                    }
                } else {
                    throw unparsable("found '" + token.literal() + "', expected: ',', or identifier");
                }
            }
        }

        private static dev.ocpv.testkit.server.status.StatusException unparsable(String why) {
            return Statuses.badRequest("unable to parse requirement: " + why);
        }
    }
}
