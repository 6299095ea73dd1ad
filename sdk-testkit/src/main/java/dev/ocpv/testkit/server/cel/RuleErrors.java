package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words a failed evaluation as a kube-apiserver does. */
final class RuleErrors {
    static final String NO_OVERLOAD = "no such overload";
    static final String COST_EXCEEDED = "operation cancelled: actual cost limit exceeded";
    private static final Pattern PREFIX =
            Pattern.compile("^evaluation error(?: at <input>:(\\d+))?: (.*)$", Pattern.DOTALL);

    private RuleErrors() {}

    /** The Java compiler names the candidates of a failed call and does not say what is a syntax error. */
    static String issues(CelValidationException e) {
        return e.getErrors().stream()
                .map((CelIssue issue) -> issue.toDisplayString(e.getSource()))
                .map(text -> text.replaceAll(" \\(candidates: .*?\\)(?=\\n)", "")
                        .replaceFirst(
                                "^(ERROR: <input>:\\d+:\\d+: )(?=mismatched|token|extraneous|missing|no viable)",
                                "$1Syntax error: "))
                .collect(Collectors.joining("\n"));
    }

    static String words(CelEvaluationException failure, String source) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuleException own) {
                return String.valueOf(own.getMessage());
            }
        }
        var text = String.valueOf(failure.getMessage());
        int at = -1;
        for (var match = PREFIX.matcher(text); match.matches(); match = PREFIX.matcher(text)) {
            if (match.group(1) != null) {
                at = Integer.parseInt(match.group(1));
            }
            text = match.group(2);
        }
        return words(failure.getErrorCode(), text, source, at);
    }

    private static String words(CelErrorCode code, String text, String source, int at) {
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND ->
                "no such key: "
                        + text.replaceFirst("^key '(.*)' is not present in map\\.$", "$1")
                                .replaceFirst("^Error resolving field '(.*)'\\. Field selections must be .*$", "$1");
            case INDEX_OUT_OF_BOUNDS -> text.replaceFirst("^Index", "index");
            case DIVIDE_BY_ZERO ->
                at >= 0 && at < source.length() && source.charAt(at) == '%' ? "modulus by zero" : "division by zero";
            case NUMERIC_OVERFLOW -> "integer overflow";
            case ITERATION_BUDGET_EXCEEDED -> COST_EXCEEDED;
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> NO_OVERLOAD;
            case BAD_FORMAT -> conversion(text, source, at);
            default -> text;
        };
    }

    private static String conversion(String text, String source, int at) {
        int start = Math.min(Math.max(at, 0), source.length());
        int end = start;
        while (start > 0 && Character.isLetter(source.charAt(start - 1))) {
            start--;
        }
        var function = source.substring(start, end);
        return switch (function) {
            case "int", "uint", "double", "bool" -> "type conversion error from 'string' to '" + function + "'";
            case "timestamp" -> "type conversion error from 'string' to 'google.protobuf.Timestamp'";
            case "duration" -> "type conversion error from 'string' to 'google.protobuf.Duration'";
            default -> text;
        };
    }
}
