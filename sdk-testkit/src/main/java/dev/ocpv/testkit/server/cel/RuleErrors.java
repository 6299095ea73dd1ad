package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Pattern;

/** Words a failed evaluation as a kube-apiserver does. */
final class RuleErrors {
    static final String NO_OVERLOAD = "no such overload";
    static final String COST_EXCEEDED = "operation cancelled: actual cost limit exceeded";
    private static final Pattern PREFIX =
            Pattern.compile("^evaluation error(?: at <input>:(\\d+))?: (.*)$", Pattern.DOTALL);

    private static final Pattern FAILED =
            Pattern.compile("^Function '([\\w@]+)' failed with arg\\(s\\) '(.*)'$", Pattern.DOTALL);

    private RuleErrors() {}

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
            case NUMERIC_OVERFLOW ->
                function(source, at).equals("uint") ? "unsigned integer overflow" : "integer overflow";
            case ITERATION_BUDGET_EXCEEDED -> COST_EXCEEDED;
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> NO_OVERLOAD;
            case BAD_FORMAT -> conversion(text, source, at);
            default -> failed(text);
        };
    }

    private static String failed(String text) {
        if (text.startsWith("expected boolean value")) {
            return NO_OVERLOAD;
        }
        var call = FAILED.matcher(text);
        if (!call.matches()) {
            return text;
        }
        return switch (call.group(1)) {
            case "optional_value" -> "optional.none() dereference";
            case "cel_@mapInsert_map_map" -> inserted(call.group(2));
            case "int64_to_timestamp" -> "timestamp overflow";
            case "index_list" -> "index out of bounds: " + call.group(2).replaceFirst("(?s).*, ", "");
            default -> text;
        };
    }

    /** An entry was put into a map that has its key. */
    private static String inserted(String arguments) {
        var key = arguments.replaceFirst("(?s)^.*, \\{(.*?)=.*$", "$1");
        return "insert failed: key " + key + " already exists";
    }

    /** {@return the name that ends where an error is said to be} */
    private static String function(String source, int at) {
        int end = Math.min(Math.max(at, 0), source.length());
        int start = end;
        while (start > 0 && Character.isLetter(source.charAt(start - 1))) {
            start--;
        }
        return source.substring(start, end);
    }

    private static String conversion(String text, String source, int at) {
        var function = function(source, at);
        return switch (function) {
            case "int", "uint", "double", "bool" -> "type conversion error from 'string' to '" + function + "'";
            case "timestamp" -> "type conversion error from 'string' to 'google.protobuf.Timestamp'";
            case "duration" -> "type conversion error from 'string' to 'google.protobuf.Duration'";
            default -> text;
        };
    }
}
