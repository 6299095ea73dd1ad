package dev.ocpv.plan;

import dev.ocpv.resource.FieldPath;

/**
 * A field that another field manager owns and that the write would take from it.
 *
 * @param path which field
 * @param manager who owns it now
 * @param isDefault whether its value is the API's default, which nobody chose
 */
public record Takeover(FieldPath path, String manager, boolean isDefault) {
    @Override
    public String toString() {
        return "takes %s over from '%s'%s".formatted(path, manager, isDefault ? ", where it is the API's default" : "");
    }
}
