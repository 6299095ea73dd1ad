package dev.ocpv.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object inside a resource: it writes exactly the fields that were set, and keeps fields that it does not know.
 *
 * <p>Extended by generated classes only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        setterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class ApiObject implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what a reader put in: texts, numbers, lists and maps, all serializable
    private @Nullable Map<String, @Nullable Object> additionalProperties;

    /** {@return the fields that this version of the SDK does not know, in the order in which they came} */
    @JsonAnyGetter
    public Map<String, @Nullable Object> getAdditionalProperties() {
        return additionalProperties == null
                ? Collections.emptyMap()
                : Collections.unmodifiableMap(additionalProperties);
    }

    /** Sets a field that this version of the SDK does not know. */
    @JsonAnySetter
    public void setAdditionalProperty(String name, @Nullable Object value) {
        if (additionalProperties == null) {
            additionalProperties = new LinkedHashMap<>();
        }
        additionalProperties.put(name, value);
    }

    /** Wire names and values of the known fields by turns. */
    protected @Nullable Object[] fields() {
        return new Object[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof ApiObject that) || getClass() != that.getClass()) {
            return false;
        }
        return Arrays.equals(fields(), that.fields())
                && getAdditionalProperties().equals(that.getAdditionalProperties());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(fields()) + getAdditionalProperties().hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + FieldText.of(fields(), getAdditionalProperties());
    }
}
