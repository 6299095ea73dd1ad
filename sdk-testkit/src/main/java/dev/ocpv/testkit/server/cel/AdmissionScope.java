package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authorization.Attributes;
import dev.ocpv.testkit.server.authorization.Authorizer;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the expressions of admission see of one request; a missing node counts as null. */
public final class AdmissionScope {
    private final Map<String, Object> values;

    private AdmissionScope(Map<String, Object> values) {
        this.values = values;
    }

    /** {@return what is seen of these} */
    public static AdmissionScope of(Map<String, JsonNode> seen) {
        Map<String, Object> values = new HashMap<>();
        seen.forEach((name, value) -> values.put(name, SelfValues.plain(value)));
        return new AdmissionScope(values);
    }

    /** {@return this, and one thing more} */
    public AdmissionScope with(String name, JsonNode value) {
        return with(name, SelfValues.plain(value));
    }

    private AdmissionScope with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new AdmissionScope(more);
    }

    /** {@return this, with the question what a user may do, above all to the resource of the request} */
    public AdmissionScope asking(Authorizer authorizer, Identity user, Attributes.Target resource) {
        AuthorizerFunctions.Asked asked = new AuthorizerFunctions.Asked(authorizer, user);
        return with("authorizer", (Object) asked)
                .with("authorizer.requestResource", (Object) new AuthorizerFunctions.ResourceCheck(asked, resource));
    }

    /** {@return this, with variables, each of which is worked out once, when it is first used} */
    public AdmissionScope variables(Map<String, AdmissionExpression> expressions) {
        Variables variables = new Variables(expressions);
        AdmissionScope scope = with("variables", (Object) variables);
        variables.scope = scope;
        return scope;
    }

    Map<String, Object> values() {
        return values;
    }

    private static final class Variables extends AbstractMap<String, Object> {
        private final Map<String, AdmissionExpression> expressions;
        private final Map<String, Object> known = new LinkedHashMap<>();
        private @Nullable AdmissionScope scope;

        Variables(Map<String, AdmissionExpression> expressions) {
            this.expressions = expressions;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return expressions.containsKey(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object name) {
            AdmissionExpression expression = expressions.get(name);
            AdmissionScope seen = scope;
            if (expression == null || seen == null || !(name instanceof String text)) {
                return null;
            }
            Object value = known.get(text);
            if (value == null) {
                value = evaluated(text, expression, seen);
                known.put(text, value);
            }
            return value;
        }

        private static Object evaluated(String name, AdmissionExpression expression, AdmissionScope scope) {
            if (!expression.error().isEmpty()) {
                throw new RuleException("composited variable \"" + name + "\" fails to compile: " + expression.error());
            }
            try {
                return expression.evaluate(scope);
            } catch (AdmissionExpression.FailedException e) {
                throw new RuleException("composited variable \"" + name + "\" fails to evaluate: " + e.words());
            }
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> all = new LinkedHashMap<>();
            expressions.keySet().forEach(name -> {
                Object value = get(name);
                all.put(name, value == null ? NullValue.NULL_VALUE : value);
            });
            return all.entrySet();
        }
    }
}
