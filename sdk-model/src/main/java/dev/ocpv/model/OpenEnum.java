package dev.ocpv.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value out of a list that newer releases extend: the listed values are constants, any other is kept as it is.
 *
 * <p>Extended by generated classes only.
 */
public abstract class OpenEnum implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String value;

    /** Made by the generated constants. */
    protected OpenEnum(String value) {
        this.value = value;
    }

    /** Returns the listed constant of this value, or a new one. */
    protected static <E extends OpenEnum> E find(List<E> listed, String value, Function<String, E> maker) {
        for (E candidate : listed) {
            if (candidate.getValue().equals(value)) {
                return candidate;
            }
        }
        return maker.apply(value);
    }

    /** {@return the value as it is written} */
    @JsonValue
    public String getValue() {
        return value;
    }

    /** {@return whether this version of the SDK lists the value} */
    public abstract boolean isKnown();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OpenEnum that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}
