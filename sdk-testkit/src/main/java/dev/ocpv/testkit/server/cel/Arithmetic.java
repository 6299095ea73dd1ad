package dev.ocpv.testkit.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.MultiplyOperator.MultiplyOverload;
import dev.cel.runtime.standard.SubtractOperator.SubtractOverload;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Times, spans of time and unsigned integers, with the bounds that they have in Go: 64 bits, of nanoseconds for a span. */
final class Arithmetic {
    private static final Set<CelStandardOverload> REPLACED = Set.of(
            AddOverload.ADD_UINT64,
            AddOverload.ADD_DURATION_DURATION,
            AddOverload.ADD_TIMESTAMP_DURATION,
            AddOverload.ADD_DURATION_TIMESTAMP,
            SubtractOverload.SUBTRACT_UINT64,
            SubtractOverload.SUBTRACT_DURATION_DURATION,
            SubtractOverload.SUBTRACT_TIMESTAMP_DURATION,
            SubtractOverload.SUBTRACT_TIMESTAMP_TIMESTAMP,
            MultiplyOverload.MULTIPLY_UINT64);
    private static final Duration SHORTEST = Duration.ofNanos(Long.MIN_VALUE);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(Long.SIZE);

    private Arithmetic() {}

    static boolean replaces(CelStandardOverload overload) {
        return REPLACED.contains(overload);
    }

    /** Spans of time convert to integers, which count nanoseconds; the way back is declared, but fails. */
    static void conversions(Functions functions) {
        functions
                .global(
                        "int",
                        "duration_to_int64",
                        SimpleType.INT,
                        List.of(SimpleType.DURATION),
                        a -> ((Duration) a[0]).toNanos())
                .global("duration", "int64_to_duration", SimpleType.DURATION, List.of(SimpleType.INT), a -> {
                    throw new RuleException("type conversion error from 'int' to 'google.protobuf.Duration'");
                });
    }

    static void addTo(CelBuilder builder) {
        builder.addFunctionBindings(
                unsigned("add_uint64", BigInteger::add),
                unsigned("subtract_uint64", BigInteger::subtract),
                unsigned("multiply_uint64", BigInteger::multiply),
                CelFunctionBinding.from(
                        "add_duration_duration", Duration.class, Duration.class, (a, b) -> span(a.plus(b))),
                CelFunctionBinding.from(
                        "subtract_duration_duration", Duration.class, Duration.class, (a, b) -> span(a.minus(b))),
                CelFunctionBinding.from(
                        "add_timestamp_duration", Instant.class, Duration.class, (a, b) -> time(a.plus(b))),
                CelFunctionBinding.from(
                        "add_duration_timestamp", Duration.class, Instant.class, (a, b) -> time(b.plus(a))),
                CelFunctionBinding.from(
                        "subtract_timestamp_duration", Instant.class, Duration.class, (a, b) -> time(a.minus(b))),
                CelFunctionBinding.from(
                        "subtract_timestamp_timestamp",
                        Instant.class,
                        Instant.class,
                        (a, b) -> span(Duration.between(b, a))));
    }

    /** What is done with two integers. */
    private interface Operation {
        BigInteger apply(BigInteger a, BigInteger b);
    }

    @SuppressWarnings("Immutable") // an operation is a method without state
    private static CelFunctionBinding unsigned(String id, Operation operation) {
        return CelFunctionBinding.from(
                id,
                UnsignedLong.class,
                UnsignedLong.class,
                (a, b) -> inRange(operation.apply(a.bigIntegerValue(), b.bigIntegerValue())));
    }

    private static UnsignedLong inRange(BigInteger number) {
        if (number.signum() < 0 || number.compareTo(UNSIGNED_END) >= 0) {
            throw new RuleException("unsigned integer overflow");
        }
        return UnsignedLong.valueOf(number);
    }

    private static Duration span(Duration span) {
        if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
            throw new RuleException("integer overflow");
        }
        return span;
    }

    private static Instant time(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new RuleException("timestamp overflow");
        }
        return time;
    }
}
