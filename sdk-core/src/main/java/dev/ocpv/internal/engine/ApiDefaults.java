package dev.ocpv.internal.engine;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;

/** Which values the API server fills in by itself. */
final class ApiDefaults {
    private ApiDefaults() {}

    /** {@return whether a value is what the API server fills in at any release; an upgrade keeps the default of the older one} */
    static boolean isDefault(ResourceRef resource, FieldPath path, Object value) {
        return false;
    }
}
