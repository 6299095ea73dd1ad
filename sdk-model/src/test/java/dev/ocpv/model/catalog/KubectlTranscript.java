package dev.ocpv.model.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What {@code kubectl explain} printed of the definitions of 4.17, without trailing space.
 *
 * @param path what was asked for
 * @param recursive whether with {@code --recursive}
 */
record KubectlTranscript(String path, boolean recursive, String output) {
    private static final String COMMAND = "$ kubectl explain ";
    private static final String RECURSIVE = "--recursive ";

    /** What only the catalogue can say: a section, and a paragraph in brackets below a field. */
    private static final Pattern ADDED =
            Pattern.compile("AT OPENSHIFT [^\n]*\n( {4}[^\n]*\n)+\n?| {4}\\[[^]]*](\n {4}[^\n\\]]*])?\n");

    static List<KubectlTranscript> all() throws IOException {
        try (var stream =
                Objects.requireNonNull(KubectlTranscript.class.getResourceAsStream("/explain/kubectl-4.17.txt"))) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^" + Pattern.quote(COMMAND), -1))
                    .skip(1)
                    .map(KubectlTranscript::parse)
                    .toList();
        }
    }

    private static KubectlTranscript parse(String text) {
        var end = text.indexOf('\n');
        var command = text.substring(0, end);
        var recursive = command.startsWith(RECURSIVE);
        return new KubectlTranscript(
                recursive ? command.substring(RECURSIVE.length()) : command,
                recursive,
                text.substring(end + 1).stripTrailing());
    }

    /** {@return what the catalogue prints for the same question} */
    String ours(ApiCatalog catalog) {
        var explanation = catalog.explain(path, Release.OCP_4_17);
        return (recursive ? explanation.recursive() : explanation.text()).stripTrailing();
    }

    /** {@return a text of the catalogue without what kubectl cannot say} */
    static String withoutAdded(String ours) {
        return ADDED.matcher(ours + "\n").replaceAll("").stripTrailing();
    }

    @Override
    public String toString() {
        return (recursive ? RECURSIVE : "") + path;
    }
}
