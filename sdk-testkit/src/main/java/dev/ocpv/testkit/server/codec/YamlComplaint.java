package dev.ocpv.testkit.server.codec;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;

/** Says what is wrong with a YAML text in the words and with the line of Go's parser. */
final class YamlComplaint {
    private static final Pattern ALIAS = Pattern.compile("found undefined alias (.*)");
    private static final Map<Pattern, String> WORDS = Map.of(
            Pattern.compile("mapping values are not allowed here"), "mapping values are not allowed in this context",
            Pattern.compile("(?s)found character .* that cannot start any token.*"),
                    "found character that cannot start any token",
            Pattern.compile("(?s)found unknown escape character.*"), "found unknown escape character",
            Pattern.compile("expected (',' or '[\\]}]'), but got.*"), "did not find expected $1",
            Pattern.compile("(?s)expected '?(<document start>)'?, but found.*"), "did not find expected $1",
            Pattern.compile("(?s)expected the node content, but found.*"), "did not find expected node content");

    private YamlComplaint() {}

    static String of(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        var alias = ALIAS.matcher(problem);
        if (alias.matches()) {
            return "unknown anchor '" + alias.group(1) + "' referenced";
        }
        return line(e) + words(problem, String.valueOf(e.getContext()));
    }

    private static String words(String problem, String context) {
        if (problem.startsWith("expected <block end>")) {
            return context.contains("mapping") ? "did not find expected key" : "did not find expected '-' indicator";
        }
        for (Map.Entry<Pattern, String> known : WORDS.entrySet()) {
            var matcher = known.getKey().matcher(problem);
            if (matcher.matches()) {
                return matcher.replaceFirst(known.getValue());
            }
        }
        return problem;
    }

    /** Lines count from zero but for the scanner's errors, and line zero is not named. */
    private static String line(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(YamlComplaint::line).orElse(0);
        if (line != 0) {
            return "line " + (e instanceof ScannerException ? line + 1 : line) + ": ";
        }
        int context = Optional.ofNullable(e.getContextMark())
                .flatMap(mark -> mark)
                .map(Mark::getLine)
                .orElse(0);
        return context == 0 ? "" : "line " + context + ": ";
    }

    /** The end of the text is on a line of its own. */
    private static int line(Mark mark) {
        boolean atEnd = mark.getPointer() >= mark.getBuffer().length;
        return atEnd && mark.getColumn() > 0 ? mark.getLine() + 1 : mark.getLine();
    }
}
