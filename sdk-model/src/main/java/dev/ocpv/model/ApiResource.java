package dev.ocpv.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource that keeps fields that it does not know.
 *
 * <p>Extended by generated classes only.
 *
 * @param <S> the type of its spec
 * @param <T> the type of its status
 */
public abstract class ApiResource<S, T> extends CustomResource<S, T> {
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

    /** Wire names and values by turns of the fields beside metadata, spec and status. */
    protected @Nullable Object[] fields() {
        return new Object[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof ApiResource<?, ?> that
                && Arrays.equals(fields(), that.fields())
                && getAdditionalProperties().equals(that.getAdditionalProperties());
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(fields());
    }
}
