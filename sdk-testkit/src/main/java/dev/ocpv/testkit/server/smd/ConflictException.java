package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;

/** Others own fields that an apply would change; the message and the causes are those of the 409. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;

    /** One field that another manager owns. */
    record Conflict(ManagerId manager, List<PathElement> path) {
        String pathText() {
            var text = new StringBuilder();
            path.forEach(text::append);
            return text.toString();
        }
    }

    ConflictException(List<Conflict> conflicts) {
        super(message(conflicts));
        this.conflicts = List.copyOf(conflicts);
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** {@return the causes of the Status} */
    public ArrayNode causes() {
        var causes = Json.array();
        for (var conflict : conflicts) {
            causes.addObject()
                    .put("reason", "FieldManagerConflict")
                    .put("message", "conflict with " + conflict.manager.printed())
                    .put("field", conflict.pathText());
        }
        return causes;
    }

    private static String message(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            var only = conflicts.get(0);
            return "Apply failed with 1 conflict: conflict with " + only.manager.printed() + ": " + only.pathText();
        }
        var lines = new ArrayList<String>();
        ManagerId last = null;
        for (var conflict : conflicts) {
            if (!conflict.manager.equals(last)) {
                lines.add("conflicts with " + conflict.manager.printed() + ":");
                last = conflict.manager;
            }
            lines.add("- " + conflict.pathText());
        }
        return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines);
    }
}
