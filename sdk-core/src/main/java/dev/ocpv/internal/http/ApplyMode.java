package dev.ocpv.internal.http;

/**
 * How a write is made.
 *
 * @param fieldManager the name that the fields come to belong to
 * @param force whether fields are taken over from other field managers; only for apply
 * @param dryRun whether the server only says what would happen
 */
public record ApplyMode(String fieldManager, boolean force, boolean dryRun) {

    String query() {
        return "?fieldManager=" + ApiResource.encode(fieldManager) + (force ? "&force=true" : "")
                + (dryRun ? "&dryRun=All" : "");
    }
}
