package dev.ocpv.testkit.compatibility;

import java.util.List;

/**
 * One request that was replayed.
 *
 * @param recording the recording it is from
 * @param index the number of its case
 * @param title what the case is about
 * @param step the number of the request within the case, from 1
 * @param request the request line as it was written
 * @param grade how near the answer comes
 * @param differences what differs
 */
public record Exchange(
        String recording, int index, String title, int step, String request, Grade grade, List<String> differences) {

    /** How near an answer comes to the recorded one. */
    public enum Grade {
        /** Status, headers and every field. */
        AS_RECORDED,
        /** The same but for the text of messages and warnings. */
        IN_OTHER_WORDS,
        /** Another answer. */
        DIFFERENT
    }

    /** {@return what was asked and what differs, a line each} */
    public String explain() {
        String head = id() + " · " + title + " · " + request;
        return differences.isEmpty() ? head + "\n  as recorded" : head + "\n  " + String.join("\n  ", differences);
    }

    /** {@return recording, case and step: a name that stays} */
    public String id() {
        return recording + " " + index + "/" + step;
    }
}
