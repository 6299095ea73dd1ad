package dev.ocpv.verify;

/**
 * How a check ended.
 *
 * @param title what was to be seen
 * @param last the last observation; WAITING means that the time was up
 */
public record CheckResult(String title, Observation last) {

    /** {@return one line: a mark, the title and what was seen} */
    @Override
    public String toString() {
        var mark = switch (last.state()) {
            case PASSED -> "ok     ";
            case WAITING -> "timeout";
            case FAILED -> "FAILED ";
        };
        return "%s %s: %s".formatted(mark, title, last.saw());
    }
}
