package dev.ocpv.plan;

import dev.ocpv.resource.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * What a change sends, and the state it was planned on.
 *
 * @param document the intended fields only, as they go over the wire
 * @param before the resource as it was when planned
 * @param predicted the resource as the server said, in a dry run, that it would become
 * @param takeovers fields that are taken from other field managers; not empty means that the write is forced
 */
public record Write(
        Map<String, Object> document, Snapshot before, Map<String, Object> predicted, List<Takeover> takeovers) {

    /** Copies the takeovers. */
    public Write {
        takeovers = List.copyOf(takeovers);
    }
}
