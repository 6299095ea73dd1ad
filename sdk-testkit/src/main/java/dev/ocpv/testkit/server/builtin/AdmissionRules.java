package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.cel.AdmissionCompiler;
import dev.ocpv.testkit.server.cel.AdmissionExpression;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What policies and webhooks have in common: which requests they are asked about. */
final class AdmissionRules {
    static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
    static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
    private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
    private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
    private static final int MOST_CONDITIONS = 64;

    private AdmissionRules() {}

    /** Checks a value that is one of a few, where there is one. */
    static void oneOf(JsonNode value, String path, List<String> allowed, FieldErrors errors) {
        if (value.isTextual() && !allowed.contains(value.textValue())) {
            errors.notSupported(path, value, allowed);
        }
    }

    static void matchResources(JsonNode match, String path, FieldErrors errors) {
        oneOf(match.path("matchPolicy"), path + ".matchPolicy", MATCH_POLICIES, errors);
        LabelSelectorRules.check(match.path("namespaceSelector"), path + ".namespaceSelector", errors);
        LabelSelectorRules.check(match.path("objectSelector"), path + ".objectSelector", errors);
        for (String list : List.of("resourceRules", "excludeResourceRules")) {
            JsonNode rules = match.path(list);
            for (int i = 0; i < rules.size(); i++) {
                String at = path + "." + list + "[" + i + "]";
                names(rules.get(i).path("resourceNames"), at + ".resourceNames", errors);
                rule(rules.get(i), at, errors);
            }
        }
    }

    private static void names(JsonNode names, String path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText();
            String at = path + "[" + i + "]";
            NameRules.pathSegment(name, false).forEach(problem -> errors.invalid(at, name, problem));
            if (!seen.add(name)) {
                errors.duplicate(at, names.get(i));
            }
        }
    }

    /** Checks operations, groups, versions and resources. */
    static void rule(JsonNode rule, String path, FieldErrors errors) {
        JsonNode operations = rule.path("operations");
        someOrAll(operations, path + ".operations", "operations", errors);
        for (int i = 0; i < operations.size(); i++) {
            oneOf(operations.get(i), path + ".operations[" + i + "]", OPERATIONS, errors);
        }
        someOrAll(rule.path("apiGroups"), path + ".apiGroups", "API groups", errors);
        JsonNode versions = rule.path("apiVersions");
        someOrAll(versions, path + ".apiVersions", "API versions", errors);
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).asText().isEmpty()) {
                errors.required(path + ".apiVersions[" + i + "]", "");
            }
        }
        resources(rule.path("resources"), path + ".resources", errors);
        oneOf(rule.path("scope"), path + ".scope", SCOPES, errors);
    }

    private static void someOrAll(JsonNode list, String path, String what, FieldErrors errors) {
        if (Json.isEmpty(list)) {
            errors.required(path, "");
        } else if (list.size() > 1 && texts(list).contains("*")) {
            String type = what.equals("operations") ? "admissionregistration.OperationType" : "string";
            errors.invalid(
                    path, shown(list, type, errors.minor()), "if '*' is present, must not specify other " + what);
        }
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A list of texts of a type of their own was shown by the name of that type. */
    static JsonNode shown(JsonNode list, String type, int minor) {
        if (minor >= 34) {
            return list;
        }
        List<String> quoted = texts(list).stream().map(GoText::quote).toList();
        return GoText.verbatim("[]" + type + "{" + String.join(", ", quoted) + "}");
    }

    private static void resources(JsonNode list, String path, FieldErrors errors) {
        if (Json.isEmpty(list)) {
            errors.required(path, "");
            return;
        }
        Set<String> allBelow = new HashSet<>();
        Set<String> belowAll = new HashSet<>();
        boolean plain = false;
        for (int i = 0; i < list.size(); i++) {
            String resource = list.get(i).asText();
            String at = path + "[" + i + "]";
            int slash = resource.indexOf('/');
            if (resource.isEmpty()) {
                errors.required(at, "");
            } else if (slash < 0) {
                plain = !resource.equals("*");
            } else {
                String clash = below(resource, slash, allBelow, belowAll);
                if (!clash.isEmpty()) {
                    errors.invalid(at, resource, "if '" + clash + "' is present, must not specify " + resource);
                }
            }
        }
        List<String> all = texts(list);
        JsonNode shown = shown(list, "string", errors.minor());
        if (all.size() > 1 && all.contains("*/*")) {
            errors.invalid(path, shown, "if '*/*' is present, must not specify other resources");
        }
        if (all.contains("*") && plain) {
            errors.invalid(path, shown, "if '*' is present, must not specify other resources without subresources");
        }
    }

    /** {@return the pattern before it that includes a resource already, or an empty text} */
    private static String below(String resource, int slash, Set<String> allBelow, Set<String> belowAll) {
        String name = resource.substring(0, slash);
        String sub = resource.substring(slash + 1);
        String clash = allBelow.contains(name) ? name + "/*" : belowAll.contains(sub) ? "*/" + sub : "";
        if (sub.equals("*")) {
            allBelow.add(name);
        }
        if (name.equals("*")) {
            belowAll.add(sub);
        }
        return clash;
    }

    /** Checks the conditions under which somebody is asked; their expressions see parameters or not. */
    static void conditions(JsonNode conditions, String path, boolean params, FieldErrors errors) {
        if (conditions.size() > MOST_CONDITIONS) {
            errors.add(FieldError.tooMany(path, conditions.size(), MOST_CONDITIONS, errors.minor()));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            String at = path + "[" + i + "]";
            String expression = Json.textAt(conditions.get(i), "expression").strip();
            if (expression.isEmpty()) {
                errors.required(at + ".expression", "");
            } else {
                AdmissionCompiler compiler = new AdmissionCompiler(errors.minor(), params, false);
                compiled(compiler.compile(expression, AdmissionCompiler.Result.BOOL), at + ".expression", errors);
            }
            String name = Json.textAt(conditions.get(i), "name");
            if (name.isEmpty()) {
                errors.required(at + ".name", "");
            } else {
                NameRules.qualifiedName(name, errors.minor())
                        .forEach(problem -> errors.invalid(at + ".name", name, problem));
                if (!names.add(name)) {
                    errors.duplicate(at + ".name", Json.text(name));
                }
            }
        }
    }

    /** Says what is wrong with an expression, if anything is. */
    static void compiled(AdmissionExpression expression, String path, FieldErrors errors) {
        if (!expression.error().isEmpty()) {
            errors.invalid(path, expression.source(), expression.error());
        }
    }
}
