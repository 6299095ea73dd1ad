package dev.ocpv.testkit.server.smd;

import dev.ocpv.testkit.server.schema.GoText;
import org.jspecify.annotations.Nullable;

/**
 * Who owns fields: a name, how they came to own them and through which subresource.
 *
 * @param apiVersion empty for appliers, because one applier is the same at every version
 */
record ManagerId(String manager, boolean applied, String apiVersion, String subresource)
        implements Comparable<ManagerId> {

    static ManagerId of(String manager, boolean applied, String apiVersion, String subresource) {
        return new ManagerId(manager, applied, applied ? "" : apiVersion, subresource);
    }

    String operation() {
        return applied ? "Apply" : "Update";
    }

    String printed() {
        var text = new StringBuilder(GoText.quote(manager));
        if (!subresource.isEmpty()) {
            text.append(" with subresource ").append(GoText.quote(subresource));
        }
        if (!applied) {
            text.append(" using ").append(apiVersion);
        }
        return text.toString();
    }

    // what records are given is linked at run time, which every server would pay for at its start

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagerId id
                && applied == id.applied
                && manager.equals(id.manager)
                && apiVersion.equals(id.apiVersion)
                && subresource.equals(id.subresource);
    }

    @Override
    public int hashCode() {
        return ((manager.hashCode() * 31 + apiVersion.hashCode()) * 31 + subresource.hashCode()) * 2
                + (applied ? 1 : 0);
    }

    /** The order in which conflicts are listed and old entries are folded. */
    @Override
    public int compareTo(ManagerId other) {
        return sortKey().compareTo(other.sortKey());
    }

    private String sortKey() {
        var text = new StringBuilder("{\"manager\":");
        GoText.jsonString(text, manager);
        text.append(",\"operation\":\"").append(operation()).append('"');
        if (!apiVersion.isEmpty()) {
            text.append(",\"apiVersion\":");
            GoText.jsonString(text, apiVersion);
        }
        if (!subresource.isEmpty()) {
            text.append(",\"subresource\":");
            GoText.jsonString(text, subresource);
        }
        return text.append('}').toString();
    }
}
