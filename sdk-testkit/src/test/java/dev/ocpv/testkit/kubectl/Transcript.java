package dev.ocpv.testkit.kubectl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Commands and what they printed, in chapters. A line that starts with {@code # } begins a chapter, {@code --- } a file, {@code $ } a command
 * whose output follows, {@code % } one whose output does not matter.
 *
 * @param name of the transcript
 * @param chapters in order
 */
record Transcript(String name, List<Chapter> chapters) {
    private static final Pattern CODE = Pattern.compile("\\[rc (\\d+)]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(# |\\$ |% |--- |\\[rc ).*");
    private static final List<Mask> MASKS = List.of(
            Mask.of("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uid>"),
            Mask.of("\"?\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"?", "<time>"),
            Mask.of("(?i)(resourceVersion\"?: *)\"?\\d+\"?", "$1<rv>"),
            Mask.of("(?m)^((?:Creation Timestamp|CreationTimestamp|Time): +).*$", "$1<time>"),
            Mask.of("(?m)^( *Resource Version: +)\\d+$", "$1<rv>"),
            Mask.of("https?://127\\.0\\.0\\.1:\\d+", "<server>"),
            Mask.of("\\b10\\.0\\.0\\.\\d+\\b", "<ip>"),
            Mask.of("/tmp/[\\w./-]*", "<path>"),
            Mask.of("(?m)(?<=\\s)(?:\\d+[dhms]){1,2}(?=\\s|$)", "<age>"),
            Mask.of("[ \\t]+(?=\\n|$)", ""),
            // how wide a column is depends on what is masked in it
            Mask.of("(?<=\\S) {2,}(?=\\S)", "  "));

    private record Mask(Pattern pattern, String instead) {
        static Mask of(String pattern, String instead) {
            return new Mask(Pattern.compile(pattern), instead);
        }
    }

    /**
     * A part that runs in a folder and a namespace of its own.
     *
     * @param title what it is about
     * @param items files and commands
     */
    record Chapter(String title, List<Item> items) {}

    /**
     * A file or a command.
     *
     * @param kind {@code -} for a file, {@code $} or {@code %} for a command
     * @param text the name of the file, or the command
     * @param lines the content, or the output
     * @param code the exit code of the command
     */
    record Item(char kind, String text, List<String> lines, int code) {
        String output() {
            return String.join("\n", lines).replaceAll("\n+$", "");
        }
    }

    static Transcript read(String name) {
        var file = name + ".txt.gz";
        try (var in = Objects.requireNonNull(Transcript.class.getResourceAsStream(file), file)) {
            var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
            return new Transcript(name, parse(reader.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Chapter> parse(List<String> lines) {
        List<Chapter> chapters = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("# ")) {
                chapters.add(new Chapter(line.substring(2), new ArrayList<>()));
                continue;
            }
            List<Item> items = chapters.get(chapters.size() - 1).items();
            if (line.startsWith("--- ")) {
                items.add(new Item('-', line.substring("--- ".length()), new ArrayList<>(), 0));
            } else if (line.startsWith("$ ") || line.startsWith("% ")) {
                items.add(new Item(line.charAt(0), line.substring(2), new ArrayList<>(), 0));
            } else if (!items.isEmpty()) {
                addLine(items, line);
            }
        }
        return chapters;
    }

    private static void addLine(List<Item> items, String line) {
        Item last = items.get(items.size() - 1);
        Matcher code = CODE.matcher(line);
        if (last.kind() != '-' && code.matches()) {
            items.set(
                    items.size() - 1,
                    new Item(last.kind(), last.text(), last.lines(), Integer.parseInt(code.group(1))));
        } else {
            boolean escaped = last.kind() != '-' && ESCAPED.matcher(line).matches();
            last.lines().add(escaped ? line.substring(1) : line);
        }
    }

    /** {@return an output without what differs from run to run} */
    static String masked(String output, String namespace) {
        String text = output.replace(namespace, "<ns>");
        for (Mask mask : MASKS) {
            text = mask.pattern().matcher(text).replaceAll(mask.instead());
        }
        return text.replaceAll("\n+$", "");
    }
}
