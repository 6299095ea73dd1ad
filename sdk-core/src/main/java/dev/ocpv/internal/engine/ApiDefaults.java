package dev.ocpv.internal.engine;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.Arrays;

/** Which values the API server fills in by itself. */
record ApiDefaults(ApiCatalog catalog) {

    /** {@return whether the API server fills in this value at any release; an upgrade keeps the default of the older one} */
    boolean isDefault(ResourceRef resource, FieldPath path, Object value) {
        var version = resource.apiVersion().substring(resource.apiVersion().indexOf('/') + 1);
        var name = catalog.crdNameOf(resource.kind());
        if (name.isEmpty()) {
            return false;
        }
        return Arrays.stream(Release.values())
                .flatMap(release -> catalog.defaultOf(name.get(), version, path.toString(), release).stream())
                .anyMatch(filled -> same(filled, value));
    }

    private static boolean same(Object filled, Object value) {
        if (filled instanceof Number one && value instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        return filled.equals(value);
    }
}
