package dev.ocpv.testkit.compatibility;

import dev.ocpv.testkit.compatibility.Exchange.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exchanges that do not come out as recorded, as they stand in a file: release, exchange, grade, and after a colon the reason, which
 * those need that are different.
 *
 * @param cases by release and exchange
 */
record OpenCases(Map<String, Open> cases) {
    private static final String REASON = ": ";

    /** How near one comes, and why no nearer. */
    record Open(Grade grade, String reason) {
        static Open parse(String text) {
            int end = text.indexOf(REASON);
            String grade = end < 0 ? text : text.substring(0, end);
            return new Open(
                    grade.equals("words") ? Grade.IN_OTHER_WORDS : Grade.DIFFERENT,
                    end < 0 ? "" : text.substring(end + REASON.length()));
        }

        String text() {
            String name = grade == Grade.IN_OTHER_WORDS ? "words" : "different";
            return reason.isEmpty() ? name : name + REASON + reason;
        }
    }

    static OpenCases read(Path file) throws IOException {
        Map<String, Open> cases = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] part = line.split(" ", 4);
            cases.put(String.join(" ", part[0], part[1], part[2]), Open.parse(part[3]));
        }
        return new OpenCases(cases);
    }

    static OpenCases of(String release, List<Exchange> exchanges) {
        Map<String, Open> cases = new TreeMap<>();
        for (Exchange exchange : exchanges) {
            if (exchange.grade() != Grade.AS_RECORDED) {
                cases.put(release + " " + exchange.id(), new Open(exchange.grade(), ""));
            }
        }
        return new OpenCases(cases);
    }

    int size() {
        return cases.size();
    }

    long count(String release) {
        return cases.keySet().stream()
                .filter(key -> key.startsWith(release + " "))
                .count();
    }

    /** {@return the same with what is open now at a release; reasons that are known stay} */
    OpenCases replace(String release, OpenCases now) {
        Map<String, Open> all = new TreeMap<>(cases);
        all.keySet().removeIf(key -> key.startsWith(release + " "));
        now.cases.forEach((key, open) -> {
            Open before = cases.getOrDefault(key, open);
            all.put(key, new Open(open.grade, before.grade == open.grade ? before.reason : ""));
        });
        return new OpenCases(all);
    }

    /** {@return what came out better before, with what differs} */
    List<String> worse(OpenCases now, List<Exchange> exchanges) {
        List<String> worse = new ArrayList<>();
        now.cases.forEach((key, open) -> {
            Open before = cases.getOrDefault(key, new Open(Grade.AS_RECORDED, ""));
            if (open.grade.compareTo(before.grade) > 0) {
                exchanges.stream()
                        .filter(exchange -> key.endsWith(" " + exchange.id()))
                        .forEach(exchange -> worse.add(key + " · " + exchange.title() + " · " + exchange.request()
                                + "\n  " + String.join("\n  ", exchange.differences())));
            }
        });
        return worse;
    }

    /** {@return the reasons of what is different, by release and exchange} */
    Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        cases.forEach((key, open) -> {
            if (open.grade == Grade.DIFFERENT) {
                reasons.put(key, open.reason);
            }
        });
        return reasons;
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        cases.forEach((key, open) -> lines.add(key + " " + open.text()));
        Files.write(file, lines);
    }
}
