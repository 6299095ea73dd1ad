package dev.ocpv.testkit;

import dev.ocpv.testkit.server.Journal;
import dev.ocpv.testkit.server.JournalEntry;
import java.util.List;
import java.util.Map;

/**
 * A write that came in.
 *
 * @param verb apply, create, update, patch or delete
 * @param target what was written, such as {@code storageclasses/fast} or {@code subscriptions/openshift-cnv/hco-operatorhub}
 * @param body what was sent, as text
 * @param status the HTTP status of the answer
 * @param refusal what a refusal said, or empty
 */
public record RecordedWrite(String verb, String target, String body, int status, String refusal) {

    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");
    private static final int ERROR = 400;

    static RecordedWrite of(JournalEntry entry) {
        var verb = entry.contentType().startsWith("application/apply-patch")
                ? "apply"
                : VERBS.getOrDefault(entry.method(), entry.method());
        return new RecordedWrite(verb, target(entry.path()), entry.text(), entry.status(), entry.refusal());
    }

    static List<RecordedWrite> all(Journal journal) {
        return journal.writes().stream().map(RecordedWrite::of).toList();
    }

    /** {@return whether the server took it} */
    public boolean ok() {
        return status < ERROR;
    }

    private static String target(String path) {
        var steps = List.of(path.substring(1).split("/", -1));
        var below = steps.subList(Math.min(steps.size(), steps.get(0).equals("api") ? 2 : 3), steps.size());
        if (below.size() > 2 && below.get(0).equals("namespaces")) {
            var resource = below.get(2);
            var rest = below.subList(3, below.size());
            return String.join("/", resource, below.get(1), String.join("/", rest))
                    .replaceAll("/$", "");
        }
        return String.join("/", below);
    }

    @Override
    public String toString() {
        return ok() ? verb + " " + target : verb + " " + target + " refused with " + status;
    }

    /** {@return the line of {@link #toString()}, and why it was refused} */
    String explained() {
        return ok() ? toString() : this + ": " + refusal;
    }
}
