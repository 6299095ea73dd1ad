package dev.ocpv.testkit.server.codec;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/** Says what is wrong with a YAML text in the words of the parser that Kubernetes uses. */
final class YamlWords {
    private YamlWords() {}

    /** That parser counts lines from zero, but for what it finds while it still takes the text apart. */
    static String of(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(Mark::getLine).orElse(0);
        if (line == 0) {
            line = e.getContextMark().map(Mark::getLine).orElse(0);
        } else if (!(e instanceof ParserException)) {
            line++;
        }
        return (line == 0 ? "" : "line " + line + ": ") + problem(String.valueOf(e.getProblem()));
    }

    private static String problem(String problem) {
        if (problem.contains("that cannot start any token")) {
            return "found character that cannot start any token";
        }
        if (problem.startsWith("expected <block end>")) {
            return "did not find expected key";
        }
        if (problem.startsWith("expected ',' or ")) {
            return "did not find " + problem.substring(0, "expected ',' or '}'".length());
        }
        if (problem.startsWith("expected the node content")) {
            return "did not find expected node content";
        }
        return problem.replace("mapping values are not allowed here", "mapping values are not allowed in this context");
    }
}
