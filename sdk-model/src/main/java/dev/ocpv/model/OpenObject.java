package dev.ocpv.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose fields no schema lists; whatever is put in is written as it is, in that order. */
public final class OpenObject extends ApiObject {
    private static final long serialVersionUID = 1L;

    /** {@return an object with these fields} */
    public static OpenObject of(Map<String, ?> fields) {
        var object = new OpenObject();
        fields.forEach(object::put);
        return object;
    }

    /** Sets a field to a text, number, boolean, list, map or model object. */
    public OpenObject put(String name, @Nullable Object value) {
        setAdditionalProperty(name, value);
        return this;
    }

    /** {@return the field, or null when there is none} */
    public @Nullable Object get(String name) {
        return getAdditionalProperties().get(name);
    }
}
