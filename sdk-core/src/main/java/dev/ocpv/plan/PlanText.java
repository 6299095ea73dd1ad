package dev.ocpv.plan;

/** A change as a person reads it. */
final class PlanText {
    private PlanText() {}

    static String of(Change change) {
        var text = new StringBuilder();
        line(text, "%s %s %s".formatted(change.action().sign(), change.action(), change.resource()));
        change.fields().forEach(field -> line(text, "    " + field));
        change.write().takeovers().forEach(takeover -> line(text, "    ! " + takeover));
        change.impacts().forEach(impact -> line(text, "    => " + impact));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
