package dev.ocpv.model;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for a field of any type, none of them a default. */
final class SampleValues {
    private SampleValues() {}

    static Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var element = of(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class ? List.of(element) : new LinkedHashMap<>(Map.of("key", element));
        }
        return ofClass((Class<?>) type);
    }

    private static Object ofClass(Class<?> type) {
        if (type == String.class || type == Object.class) {
            return "text";
        } else if (type == Integer.class) {
            return 7;
        } else if (type == Long.class) {
            return 7L;
        } else if (type == Double.class) {
            return 7.5;
        } else if (type == Boolean.class) {
            return true;
        } else if (type == IntOrString.class) {
            return new IntOrString("50%");
        } else if (OpenEnum.class.isAssignableFrom(type)) {
            return ModelClasses.call(type, ModelClasses.method(type, "of", String.class), "NotListedYet");
        }
        return ModelClasses.make(type);
    }
}
