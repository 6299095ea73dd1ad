package dev.ocpv.testkit.server.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.ocpv.testkit.server.authorization.Decision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The language that rules are written in, which grew with the releases of Kubernetes. */
final class Library {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableOptionalSyntax(true)
            .enableHeterogeneousNumericComparisons(true)
            .errorOnDuplicateMapKeys(false)
            .build();
    private static final Map<CelType, Class<?>> OPAQUE = Map.ofEntries(
            Map.entry(NetworkFunctions.URL, Url.class),
            Map.entry(NetworkFunctions.IP, Ip.class),
            Map.entry(NetworkFunctions.CIDR, Cidr.class),
            Map.entry(ValueFunctions.QUANTITY, Quantity.class),
            Map.entry(ValueFunctions.SEMVER, Semver.class),
            Map.entry(ValueFunctions.FORMAT, NamedFormat.class),
            Map.entry(AuthorizerFunctions.AUTHORIZER, AuthorizerFunctions.Asked.class),
            Map.entry(AuthorizerFunctions.PATH, AuthorizerFunctions.PathCheck.class),
            Map.entry(AuthorizerFunctions.GROUP, AuthorizerFunctions.GroupCheck.class),
            Map.entry(AuthorizerFunctions.RESOURCE, AuthorizerFunctions.ResourceCheck.class),
            Map.entry(AuthorizerFunctions.DECISION, Decision.class));
    private static final ImmutableSet<CelStringExtensions.Function> STRINGS = ImmutableSet.of(
            CelStringExtensions.Function.JOIN,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.QUOTE,
            CelStringExtensions.Function.REPLACE,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    private static final ImmutableSet<CelListsExtensions.Function> LISTS = ImmutableSet.of(
            CelListsExtensions.Function.DISTINCT,
            CelListsExtensions.Function.RANGE,
            CelListsExtensions.Function.REVERSE);

    /** An environment is immutable and costs milliseconds to make, so each release has one. */
    private static final Map<Integer, Cel> RELEASES = new ConcurrentHashMap<>();

    /** The release from which on the ends of a list are optional values. */
    private static final int ENDS_OF_LISTS = 31;

    private Library() {}

    /** {@return how the language is switched} */
    static CelOptions options() {
        return OPTIONS;
    }

    /** {@return the type of a value that only Kubernetes knows} */
    static Optional<CelType> typeOf(Object value) {
        return OPAQUE.entrySet().stream()
                .filter(entry -> entry.getValue().isInstance(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static Cel of(int minor) {
        return RELEASES.computeIfAbsent(minor, Library::build);
    }

    private static Cel build(int minor) {
        var sets = CelExtensions.sets(OPTIONS);
        var strings = CelExtensions.strings(STRINGS);
        var optional = minor < ENDS_OF_LISTS ? CelExtensions.optional(1) : CelExtensions.optional();
        var builder = CelFactory.legacyCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(optional, strings, sets)
                .addRuntimeLibraries(optional, strings, sets);
        if (minor >= 32) {
            builder.addCompilerLibraries(CelExtensions.comprehensions())
                    .addRuntimeLibraries(CelExtensions.comprehensions());
        }
        if (minor >= 34) {
            var lists = CelExtensions.lists(LISTS);
            builder.addCompilerLibraries(lists).addRuntimeLibraries(lists);
            SortBy.addTo(builder);
        }
        Equality.addTo(builder);
        Arithmetic.addTo(builder);
        var functions = new Functions(OPAQUE);
        Arithmetic.conversions(functions);
        TextFunctions.strings(functions, minor);
        TextFunctions.lists(functions);
        NetworkFunctions.urls(functions);
        ValueFunctions.quantities(functions);
        AuthorizerFunctions.checks(functions);
        if (minor >= 31) {
            AuthorizerFunctions.selectors(functions);
        }
        if (minor >= 30) {
            NetworkFunctions.addresses(functions);
            NetworkFunctions.blocks(functions);
        }
        if (minor >= 31) {
            ValueFunctions.formats(functions, minor);
        }
        if (minor >= 34) {
            SortBy.declare(functions);
            ListParts.declare(functions);
        }
        if (minor >= 33) {
            ValueFunctions.versions(functions);
        }
        functions.addTo(builder);
        return builder.build();
    }
}
