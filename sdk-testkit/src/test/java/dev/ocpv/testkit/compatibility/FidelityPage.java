package dev.ocpv.testkit.compatibility;

import dev.ocpv.testkit.compatibility.Exchange.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code docs/fidelity.md}: how near the server comes to a real one, per area and release. */
final class FidelityPage {
    private static final String HEAD = """
            # How near the server in memory comes to a real kube-apiserver

            Requests whose answers were recorded from a real kube-apiserver are replayed against the server in memory.
            *As recorded* means status, headers and every field; *in other words* means that only the text of messages
            or warnings differs. Areas whose name ends in a number were recorded later, from a kube-apiserver 1.35.4 or 1.30.14
            that was built from its published modules, to see what the first recordings had not asked for.
            This page is written by `RecordedAnswersTest`.

            | Kubernetes | area | exchanges | as recorded | in other words | different |
            |---|---|---|---|---|---|
            """;

    private static final String WHY = "## What is different, and why";
    private static final String REASONS = """


            An exchange is a recording, a case and the number of its request.

            | exchange | why |
            |---|---|
            """;

    private FidelityPage() {}

    /**
     * Writes the rows of a release anew, and all reasons.
     *
     * @param reasons of what is different, by release and exchange
     */
    static void update(Path page, String release, List<Exchange> exchanges, Map<String, String> reasons)
            throws IOException {
        Map<String, List<String>> rows = new TreeMap<>(java.util.Comparator.reverseOrder());
        if (Files.exists(page)) {
            for (String line : Files.readAllLines(page)) {
                if (line.equals(WHY)) {
                    break;
                }
                if (line.startsWith("| 1.")) {
                    rows.computeIfAbsent(line.substring(2, 6), r -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        rows.put(release, rows(release, exchanges));
        StringBuilder text = new StringBuilder(HEAD);
        rows.values().forEach(lines -> lines.forEach(line -> text.append(line).append('\n')));
        text.append('\n').append(WHY).append(REASONS);
        reasons.forEach((key, reason) ->
                text.append("| ").append(key).append(" | ").append(reason).append(" |\n"));
        Files.createDirectories(page.getParent());
        Files.writeString(page, text);
    }

    private static List<String> rows(String release, List<Exchange> exchanges) {
        Map<String, Map<Grade, Integer>> areas = new LinkedHashMap<>();
        Map<Grade, Integer> total = new EnumMap<>(Grade.class);
        for (Exchange exchange : exchanges) {
            areas.computeIfAbsent(exchange.recording(), area -> new EnumMap<>(Grade.class))
                    .merge(exchange.grade(), 1, Integer::sum);
            total.merge(exchange.grade(), 1, Integer::sum);
        }
        List<String> rows = new ArrayList<>();
        areas.forEach((area, counts) -> rows.add(row(release, area, counts)));
        rows.add(row(release, "**all**", total));
        return rows;
    }

    private static String row(String release, String area, Map<Grade, Integer> counts) {
        int same = counts.getOrDefault(Grade.AS_RECORDED, 0);
        int words = counts.getOrDefault(Grade.IN_OTHER_WORDS, 0);
        int different = counts.getOrDefault(Grade.DIFFERENT, 0);
        int all = same + words + different;
        return "| %s | %s | %d | %d (%.1f %%) | %d | %d |"
                .formatted(release, area, all, same, 100.0 * same / all, words, different);
    }
}
