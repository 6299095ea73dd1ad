package dev.ocpv.testkit.server.builtin;

import java.util.ArrayList;
import java.util.List;

/** A unified difference of lines, three lines of context around each change. */
final class LineDiff {
    private static final int CONTEXT = 3;

    private final List<String> was;
    private final List<String> now;
    private final int[][] common;

    private LineDiff(List<String> was, List<String> now) {
        this.was = was;
        this.now = now;
        this.common = new int[was.size() + 1][now.size() + 1];
        for (int i = was.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = was.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    /**
     * One line of the whole difference.
     *
     * @param mark a blank where nothing changed, or a sign
     * @param old how many old lines come before it
     * @param fresh how many new lines come before it
     */
    private record Line(char mark, String text, int old, int fresh) {}

    static String of(List<String> was, List<String> now) {
        List<Line> lines = new LineDiff(was, now).lines();
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).mark() == ' ' || i < end) {
                continue;
            }
            int start = Math.max(end, i - CONTEXT);
            end = end(lines, i);
            hunk(lines.subList(start, end), text);
        }
        return text.toString();
    }

    /** {@return where a hunk ends that starts with a change: where six lines in a row did not change} */
    private static int end(List<Line> lines, int first) {
        int last = first;
        for (int i = first; i < lines.size() && i <= last + 2 * CONTEXT + 1; i++) {
            last = lines.get(i).mark() == ' ' ? last : i;
        }
        return Math.min(lines.size(), last + CONTEXT + 1);
    }

    private static void hunk(List<Line> lines, StringBuilder text) {
        long old = lines.stream().filter(line -> line.mark() != '+').count();
        long fresh = lines.stream().filter(line -> line.mark() != '-').count();
        text.append("@@ -")
                .append(range(lines.get(0).old(), old))
                .append(" +")
                .append(range(lines.get(0).fresh(), fresh))
                .append(" @@\n");
        lines.forEach(line -> text.append(line.mark()).append(line.text()).append('\n'));
    }

    private static String range(int before, long count) {
        return count == 1 ? Integer.toString(before + 1) : (count == 0 ? before : before + 1) + "," + count;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < was.size() || j < now.size()) {
            if (i < was.size() && j < now.size() && was.get(i).equals(now.get(j))) {
                lines.add(new Line(' ', was.get(i), i++, j++));
            } else if (i < was.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', was.get(i), i++, j));
            } else {
                lines.add(new Line('+', now.get(j), i, j++));
            }
        }
        return lines;
    }
}
