package dev.ocpv.testkit.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects functions with their types and what they do. */
final class Functions {
    private final Map<String, List<CelOverloadDecl>> declarations = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();
    private final Map<CelType, Class<?>> classes;

    /** What a function does with its arguments, of which a member function's target is the first. */
    @FunctionalInterface
    interface Body {
        Object apply(Object[] arguments);
    }

    /** @param opaque the Java class behind each type that only Kubernetes knows */
    Functions(Map<CelType, Class<?>> opaque) {
        classes = opaque;
    }

    /** Declares a member function; the first parameter is its target. */
    Functions member(String name, String id, CelType result, List<CelType> parameters, Body body) {
        return add(name, CelOverloadDecl.newMemberOverload(id, result, parameters), parameters, body);
    }

    Functions global(String name, String id, CelType result, List<CelType> parameters, Body body) {
        return add(name, CelOverloadDecl.newGlobalOverload(id, result, parameters), parameters, body);
    }

    @SuppressWarnings("Immutable") // a body is a static method or a lambda without state
    private Functions add(String name, CelOverloadDecl overload, List<CelType> parameters, Body body) {
        declarations.computeIfAbsent(name, n -> new ArrayList<>()).add(overload);
        var types = new ArrayList<Class<?>>();
        parameters.forEach(p -> types.add(classOf(p)));
        bindings.add(CelFunctionBinding.from(overload.overloadId(), types, body::apply));
        return this;
    }

    private Class<?> classOf(CelType type) {
        var known = classes.get(type);
        if (known != null) {
            return known;
        }
        if (type instanceof ListType) {
            return List.class;
        }
        if (type instanceof MapType) {
            return Map.class;
        }
        if (type instanceof OptionalType) {
            return Optional.class;
        }
        return switch (type.kind()) {
            case STRING -> String.class;
            case INT -> Long.class;
            case UINT -> UnsignedLong.class;
            case DOUBLE -> Double.class;
            case BOOL -> Boolean.class;
            case BYTES -> CelByteString.class;
            case TIMESTAMP -> Instant.class;
            case DURATION -> Duration.class;
            default -> Object.class;
        };
    }

    void addTo(CelBuilder builder) {
        declarations.forEach((name, overloads) ->
                builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
        builder.addFunctionBindings(bindings);
    }

    static final CelType STRING = SimpleType.STRING;
    static final CelType INT = SimpleType.INT;
    static final CelType BOOL = SimpleType.BOOL;
    static final CelType DOUBLE = SimpleType.DOUBLE;
    static final CelType DYN = SimpleType.DYN;

    static String text(Object value) {
        return (String) value;
    }

    static long integer(Object value) {
        return (Long) value;
    }
}
