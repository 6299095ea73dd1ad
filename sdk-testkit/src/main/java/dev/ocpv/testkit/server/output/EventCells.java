package dev.ocpv.testkit.server.output;

import static dev.ocpv.testkit.server.output.Cells.column;
import static dev.ocpv.testkit.server.output.Cells.count;
import static dev.ocpv.testkit.server.output.Cells.text;
import static dev.ocpv.testkit.server.output.Cells.wide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Locale;

/** What tables say of events, which two groups serve under different names of their fields. */
final class EventCells {
    static final List<Column> COLUMNS = List.of(
            column("Last Seen", "string", (event, now) -> Json.text(Ages.since(lastSeen(event), now))),
            text("Type", "type", ""),
            text("Reason", "reason", ""),
            text("Object", EventCells::target),
            wide(text("Subobject", event -> Json.textAt(either(event, "involvedObject", "regarding"), "fieldPath"))),
            wide(text("Source", EventCells::source)),
            text("Message", event -> either(event, "message", "note").asText("").strip()),
            wide(column("First Seen", "string", (event, now) -> Json.text(Ages.since(firstSeen(event), now)))),
            wide(count("Count", EventCells::times)),
            wide(Column.NAME));

    private EventCells() {}

    private static JsonNode either(JsonNode event, String field, String renamed) {
        return event.has(field) ? event.path(field) : event.path(renamed);
    }

    private static String firstSeen(ObjectNode event) {
        String first =
                either(event, "firstTimestamp", "deprecatedFirstTimestamp").asText("");
        return first.isEmpty() || first.equals("null") ? Json.textAt(event, "eventTime") : first;
    }

    private static String lastSeen(ObjectNode event) {
        if (event.path("series").isObject()) {
            return Json.textAt(event, "series", "lastObservedTime");
        }
        String last = either(event, "lastTimestamp", "deprecatedLastTimestamp").asText("");
        return last.isEmpty() || last.equals("null") ? firstSeen(event) : last;
    }

    private static long times(ObjectNode event) {
        if (event.path("series").isObject()) {
            return event.path("series").path("count").asLong();
        }
        long count = either(event, "count", "deprecatedCount").asLong(0);
        return count == 0 ? 1 : count;
    }

    private static String source(ObjectNode event) {
        JsonNode source = either(event, "source", "deprecatedSource");
        String reporter =
                either(event, "reportingComponent", "reportingController").asText("");
        String component = Cells.at(source, "component", reporter);
        String instance = Cells.at(source, "host", Json.textAt(event, "reportingInstance"));
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    private static String target(ObjectNode event) {
        JsonNode object = either(event, "involvedObject", "regarding");
        String kind = Json.textAt(object, "kind").toLowerCase(Locale.ROOT);
        String name = Json.textAt(object, "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }
}
