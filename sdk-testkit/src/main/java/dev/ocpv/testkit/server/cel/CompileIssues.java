package dev.ocpv.testkit.server.cel;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.Source;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words what a compiler found as the compiler of a kube-apiserver does, which is written in another language. */
final class CompileIssues {
    private static final Pattern SYNTAX = Pattern.compile("^(mismatched|token|extraneous|missing|no viable).*");
    private static final Pattern EXPECTED = Pattern.compile("(.*expecting )\\{(.*'=='.*)}", Pattern.DOTALL);
    private static final Pattern LOGICAL =
            Pattern.compile("found no matching overload for '(_&&_|_\\|\\|_)' applied to '\\((.*)\\)'");
    private static final Pattern NUMBER =
            Pattern.compile("For input string: .*|Error at index .*|.* too large for .*|.*[Oo]ut of range.*");
    private static final Pattern HOLE = Pattern.compile("%[A-Za-z]+[0-9]*");
    private static final Map<String, String> TYPES = Map.of(
            "google.protobuf.Timestamp", "timestamp", "google.protobuf.Duration", "duration", "*error*", "!error!");

    private final Cel cel;
    private final Source source;
    private final List<CelIssue> issues = new ArrayList<>();

    private CompileIssues(Cel cel, Source source) {
        this.cel = cel;
        this.source = source;
    }

    static String words(CelValidationException e, Cel cel) {
        var found = new CompileIssues(cel, e.getSource());
        boolean unknown =
                e.getErrors().stream().anyMatch(issue -> issue.getMessage().startsWith("undeclared"));
        for (var issue : e.getErrors()) {
            boolean follows = issue.getMessage().startsWith("Message type resolution failure");
            if (!unknown || !follows) {
                found.add(issue);
            }
        }
        return display(found.issues, e.getSource());
    }

    /** {@return the words of a compiler as an older one has them} */
    static String ofRelease(String words, int minor) {
        return minor < 31 ? words.replace("optional_type(", "optional(") : words;
    }

    /** {@return issues in the order of the text that they stand in} */
    static String display(List<CelIssue> issues, Source source) {
        return issues.stream()
                .sorted((a, b) -> a.getSourceLocation().compareTo(b.getSourceLocation()))
                .map(issue -> issue.toDisplayString(source))
                .collect(Collectors.joining("\n"));
    }

    private void add(CelIssue issue) {
        var message = issue.getMessage();
        var logical = LOGICAL.matcher(message);
        if (logical.find() && operands(issue, logical)) {
            return;
        }
        var at = issue.getSourceLocation();
        if (message.equals("invalid argument to has() macro")) {
            at = argument(at).orElse(at);
        }
        issues.add(CelIssue.formatError(at, reworded(message, issue)));
    }

    private String reworded(String message, CelIssue issue) {
        if (message.equals("The argument must be a simple name")) {
            var macro = macro(issue.getSourceLocation());
            return macro.equals("map") || macro.equals("filter")
                    ? "argument is not an identifier"
                    : "argument must be a simple name";
        }
        if (NUMBER.matcher(message).matches()) {
            return "invalid " + literal(issue.getSourceLocation()) + " literal";
        }
        if (message.startsWith("Message type resolution failure while referencing field")) {
            return "unexpected failed resolution of '" + text().split("\\{", 2)[0] + "'";
        }
        if (SYNTAX.matcher(message).lookingAt()) {
            return "Syntax error: " + expected(message);
        }
        var words = message.replaceFirst("(?s) \\(candidates: .*\\)$", "");
        int applied = words.indexOf(" applied to '");
        if (applied < 0 && !words.contains("but found '") && !words.startsWith("expression of type '")) {
            return words;
        }
        for (var type : TYPES.entrySet()) {
            words = words.replace(type.getKey(), type.getValue());
        }
        return HOLE.matcher(words).replaceAll("dyn");
    }

    /** Of what may follow an expression only what has to is said. */
    private static String expected(String message) {
        var match = EXPECTED.matcher(message);
        if (!match.matches()) {
            return message;
        }
        for (var end : List.of("<EOF>", "':'")) {
            if (List.of(match.group(2).split(", ")).contains(end)) {
                return match.group(1) + end;
            }
        }
        return message;
    }

    /** Each operand of a logical operator has to be a bool of its own. */
    private boolean operands(CelIssue issue, Matcher match) {
        var call = parsed(text())
                .flatMap(ast -> CelNavigableAst.fromAst(ast)
                        .getRoot()
                        .allNodes()
                        .map(node -> node.expr())
                        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL
                                && expr.call().function().equals(match.group(1))
                                && location(ast, expr).equals(Optional.of(issue.getSourceLocation())))
                        .findFirst()
                        .map(expr -> Map.entry(ast, expr)));
        var types = types(match.group(2));
        if (call.isEmpty() || types.size() != 2) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            if (!List.of("bool", "dyn", "*error*").contains(type)) {
                var operand = call.get().getValue().call().args().get(i);
                location(call.get().getKey(), operand)
                        .ifPresent(at -> issues.add(CelIssue.formatError(
                                at, reworded("expected type 'bool' but found '" + type + "'", issue))));
            }
        }
        return true;
    }

    private static List<String> types(String list) {
        var types = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                types.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        types.add(list.substring(start).strip());
        return types;
    }

    private static Optional<CelSourceLocation> location(CelAbstractSyntaxTree ast, CelExpr expr) {
        return Optional.ofNullable(ast.getSource().getPositionsMap().get(expr.id()))
                .flatMap(ast.getSource()::getOffsetLocation);
    }

    private Optional<CelAbstractSyntaxTree> parsed(String text) {
        try {
            return Optional.of(cel.parse(text).getAst());
        } catch (CelValidationException e) {
            return Optional.empty();
        }
    }

    private String text() {
        return source.getContent().toString();
    }

    /** {@return where in the text a place is, if it is in its only line} */
    private int offset(CelSourceLocation at) {
        return at.getLine() == 1 ? at.getColumn() : -1;
    }

    /** {@return where the argument in the parentheses that open at a place is said to be} */
    private Optional<CelSourceLocation> argument(CelSourceLocation at) {
        int open = offset(at);
        var text = text();
        int depth = 0;
        for (int i = Math.max(open, 0); open >= 0 && i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return parsed(text.substring(open + 1, i))
                        .flatMap(ast -> location(ast, ast.getExpr()))
                        .map(inner -> CelSourceLocation.of(1, open + 1 + inner.getColumn()));
            }
        }
        return Optional.empty();
    }

    /** {@return the name before the parentheses that a place is in} */
    private String macro(CelSourceLocation at) {
        var text = text();
        int depth = 0;
        for (int i = offset(at) - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '(' && depth == 0) {
                int end = i;
                while (i > 0 && Character.isLetter(text.charAt(i - 1))) {
                    i--;
                }
                return text.substring(i, end);
            }
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
        }
        return "";
    }

    private String literal(CelSourceLocation at) {
        int start = offset(at);
        var rest = start < 0 ? "" : text().substring(start).replaceFirst("(?s)^-?([0-9a-fA-FxX.]*[uU]?).*", "$1");
        return rest.endsWith("u") || rest.endsWith("U") ? "uint" : "int";
    }
}
