package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rules of a kind, compiled once, when they are first asked for: most definitions are never written to. */
public final class CelRules {
    private final StructuralSchema schema;
    private final boolean resource;
    private final int minor;
    private boolean compiled;
    private @Nullable RuleNode root;

    private CelRules(StructuralSchema schema, boolean resource, int minor) {
        this.schema = schema;
        this.resource = resource;
        this.minor = minor;
    }

    private synchronized @Nullable RuleNode root() {
        if (!compiled) {
            root = RuleNode.compile(schema, resource, RuleCompiler.stored(minor));
            compiled = true;
        }
        return root;
    }

    /** {@return the rules of a schema, at any depth} Rules that do not compile fail when they should run. */
    public static CelRules compile(StructuralSchema schema, int minor) {
        return new CelRules(schema, true, minor);
    }

    /** {@return the rules of a schema for a value that is no whole object, such as a default} */
    public static CelRules compileValue(StructuralSchema schema, int minor) {
        return new CelRules(schema, schema.embedded(), minor);
    }

    public boolean isEmpty() {
        return root() == null;
    }

    /**
     * Runs the rules after the schema was checked.
     *
     * @param schemaErrors what the schema found; some kinds of it keep all rules from running
     * @param old what is stored, absent on create
     * @param warnings takes what fails but was so before
     * @return the findings of the rules
     */
    public List<FieldError> validate(
            boolean blocked, JsonNode value, @Nullable JsonNode old, Consumer<String> warnings) {
        var rules = root();
        if (rules == null) {
            return List.of();
        }
        if (blocked) {
            return List.of(FieldError.invalid(
                    "<nil>",
                    NullNode.getInstance(),
                    "some validation rules were not checked because the object was invalid; "
                            + "correct the existing errors to complete validation"));
        }
        var findings = run(rules, value, old, false);
        if (findings.budget().exhausted()) {
            findings = run(rules, value, old, true);
        }
        findings.warnings().forEach(warnings);
        return findings.errors();
    }

    /** Only what could cost too much is counted while it runs; when all could together, everything is. */
    private RuleFindings run(RuleNode rules, JsonNode value, @Nullable JsonNode old, boolean counted) {
        var findings = new RuleFindings(new RunBudget(counted));
        new RuleRun(minor, findings).validate(rules, value, old, RuleRun.Correlation.of(value, old));
        return findings;
    }
}
