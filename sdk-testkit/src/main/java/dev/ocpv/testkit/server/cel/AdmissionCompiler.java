package dev.ocpv.testkit.server.cel;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;

/** Compiles the expressions of an admission policy, or the conditions of a webhook. */
public final class AdmissionCompiler {
    /** From this minor on, the refusal of a type names the type. */
    private static final int NAMES_TYPE = 31;

    private static final int MOST_ITERATIONS = 200_000;

    private final int minor;
    private final boolean params;
    private final boolean variables;
    private final AdmissionTypes types = new AdmissionTypes();

    /**
     * For one policy.
     *
     * @param params whether expressions can see parameters
     * @param variables whether there are variables
     */
    public AdmissionCompiler(int minor, boolean params, boolean variables) {
        this.minor = minor;
        this.params = params;
        this.variables = variables;
        if (variables) {
            types.variable("@none", SimpleType.DYN);
        }
    }

    /** What an expression has to come to. */
    public enum Result {
        /** Yes or no. */
        BOOL(SimpleType.BOOL),
        /** A text. */
        TEXT(SimpleType.STRING),
        /** A text, or null. */
        TEXT_OR_NULL(SimpleType.STRING, SimpleType.NULL_TYPE),
        /** Whatever it comes to. */
        ANY(SimpleType.ANY);

        @SuppressWarnings("ImmutableEnumChecker") // what List.of gives cannot be changed
        private final List<CelType> types;

        Result(CelType... types) {
            this.types = List.of(types);
        }
    }

    /** {@return an expression, compiled, or with what is wrong with it} */
    public AdmissionExpression compile(String source, Result result) {
        return compile(source, result, true);
    }

    /** {@return the expression of a message, which cannot ask what is allowed} */
    public AdmissionExpression message(String source) {
        return compile(source, Result.TEXT, false);
    }

    /** {@return the expression of a variable, which expressions that are compiled later can use} */
    public AdmissionExpression variable(String name, String source) {
        AdmissionExpression expression = compile(source, Result.ANY);
        types.variable(name, expression.type());
        return expression;
    }

    private AdmissionExpression compile(String source, Result result, boolean authorizer) {
        Cel cel = environment(authorizer);
        try {
            CelAbstractSyntaxTree ast = cel.compile(source).getAst();
            CelType type = ast.getResultType();
            String literals = LiteralChecks.check(ast, minor);
            if (!literals.isEmpty()) {
                return new AdmissionExpression(source, null, SimpleType.DYN, "compilation failed: " + literals);
            }
            String folded = ConstantFolding.check(ast);
            if (!folded.isEmpty()) {
                return new AdmissionExpression(source, null, SimpleType.DYN, "program instantiation failed: " + folded);
            }
            String misfit = result == Result.ANY || result.types.contains(type) ? "" : misfit(result, type);
            return misfit.isEmpty()
                    ? new AdmissionExpression(source, cel.createProgram(ast), type, "")
                    : new AdmissionExpression(source, null, type, misfit);
        } catch (CelValidationException e) {
            String words = "compilation failed: " + CompileIssues.ofRelease(CompileIssues.words(e, cel), minor);
            return new AdmissionExpression(source, null, SimpleType.DYN, words);
        } catch (CelEvaluationException e) {
            String words = "program instantiation failed: " + e.getMessage();
            return new AdmissionExpression(source, null, SimpleType.DYN, words);
        }
    }

    private String misfit(Result result, CelType type) {
        List<String> wanted = result.types.stream().map(AdmissionCompiler::name).toList();
        String words = wanted.size() == 1
                ? "must evaluate to " + wanted.get(0)
                : "must evaluate to one of [" + String.join(" ", wanted) + "]";
        return minor >= NAMES_TYPE ? words + " but got " + name(type) : words;
    }

    private static String name(CelType type) {
        return type.equals(SimpleType.NULL_TYPE) ? "null_type" : CelTypes.format(type);
    }

    private Cel environment(boolean authorizer) {
        // What is new in a release has to wait for the next one, so that the server can be rolled back.
        Cel base = Library.of(minor - 1);
        CelOptions options = Library.options().toBuilder()
                .comprehensionMaxIterations(MOST_ITERATIONS)
                .build();
        var builder = base.toCelBuilder()
                .setOptions(options)
                .setTypeProvider(types)
                .addVar("object", SimpleType.DYN)
                .addVar("oldObject", SimpleType.DYN)
                .addVar("request", AdmissionTypes.REQUEST)
                .addVar("namespaceObject", AdmissionTypes.NAMESPACE);
        if (params) {
            builder.addVar("params", SimpleType.DYN);
        }
        if (variables) {
            builder.addVar("variables", AdmissionTypes.VARIABLES);
        }
        if (authorizer) {
            builder.addVar("authorizer", AuthorizerFunctions.AUTHORIZER)
                    .addVar("authorizer.requestResource", AuthorizerFunctions.RESOURCE);
        }
        return builder.build();
    }
}
