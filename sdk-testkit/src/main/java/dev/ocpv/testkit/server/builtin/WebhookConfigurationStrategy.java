package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Webhooks that change or refuse writes. */
final class WebhookConfigurationStrategy extends BuiltinStrategy {
    private static final List<String> HARMLESS = List.of("None", "NoneOnDryRun");
    private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun", "Some", "Unknown");
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");

    WebhookConfigurationStrategy(Kind kind) {
        super(kind);
    }

    /** What is demanded of all webhooks of a configuration; an old one that broke a rule may go on breaking it. */
    private record Demands(boolean harmless, boolean knownVersion, boolean uniqueNames, boolean conditions) {
        static Demands of(JsonNode old, JsonNode now) {
            Set<String> names = new HashSet<>();
            boolean harmless = true;
            boolean known = true;
            boolean unique = true;
            boolean sameConditions = old.size() == now.size();
            for (int i = 0; i < old.size(); i++) {
                JsonNode hook = old.get(i);
                harmless &= HARMLESS.contains(Json.textAt(hook, "sideEffects"));
                known &= hasKnownVersion(hook.path("admissionReviewVersions"));
                unique &= names.add(Json.textAt(hook, "name"));
                sameConditions &=
                        hook.path("matchConditions").equals(now.path(i).path("matchConditions"));
            }
            return new Demands(harmless, known, unique, !sameConditions);
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        webhooks(object.path("webhooks"), new Demands(true, true, true, true), errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        JsonNode webhooks = object.path("webhooks");
        webhooks(webhooks, Demands.of(old.path("webhooks"), webhooks), errors);
    }

    private static void webhooks(JsonNode webhooks, Demands demands, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < webhooks.size(); i++) {
            String path = "webhooks[" + i + "]";
            JsonNode hook = webhooks.get(i);
            webhook(hook, path, demands, errors);
            versions(hook.path("admissionReviewVersions"), path + ".admissionReviewVersions", demands, errors);
            String name = Json.textAt(hook, "name");
            if (demands.uniqueNames() && !name.isEmpty() && !names.add(name)) {
                errors.duplicate(path + ".name", Json.text(name));
            }
        }
    }

    private static void webhook(JsonNode hook, String path, Demands demands, FieldErrors errors) {
        name(Json.textAt(hook, "name"), path + ".name", errors);
        JsonNode rules = hook.path("rules");
        for (int i = 0; i < rules.size(); i++) {
            AdmissionRules.rule(rules.get(i), path + ".rules[" + i + "]", errors);
        }
        AdmissionRules.oneOf(
                hook.path("failurePolicy"), path + ".failurePolicy", AdmissionRules.FAILURE_POLICIES, errors);
        AdmissionRules.oneOf(hook.path("matchPolicy"), path + ".matchPolicy", AdmissionRules.MATCH_POLICIES, errors);
        List<String> sideEffects = demands.harmless() ? HARMLESS : SIDE_EFFECTS;
        if (!hook.path("sideEffects").isTextual()) {
            errors.required(path + ".sideEffects", "must specify one of " + String.join(", ", sideEffects));
        }
        AdmissionRules.oneOf(hook.path("sideEffects"), path + ".sideEffects", sideEffects, errors);
        long seconds = hook.path("timeoutSeconds").asLong(1);
        if (seconds < 1 || seconds > 30) {
            errors.invalid(
                    path + ".timeoutSeconds",
                    hook.path("timeoutSeconds"),
                    "the timeout value must be between 1 and 30 seconds");
        }
        LabelSelectorRules.check(hook.path("namespaceSelector"), path + ".namespaceSelector", errors);
        LabelSelectorRules.check(hook.path("objectSelector"), path + ".objectSelector", errors);
        AdmissionRules.oneOf(
                hook.path("reinvocationPolicy"), path + ".reinvocationPolicy", List.of("IfNeeded", "Never"), errors);
        ClientConfigRules.check(hook.path("clientConfig"), path + ".clientConfig", errors);
        if (demands.conditions()) {
            AdmissionRules.conditions(hook.path("matchConditions"), path + ".matchConditions", false, errors);
        }
    }

    private static void name(String name, String path, FieldErrors errors) {
        if (name.isEmpty()) {
            errors.required(path, "");
            return;
        }
        List<String> problems = NameRules.subdomain(name, false);
        if (!problems.isEmpty()) {
            errors.invalid(path, name, String.join(",", problems));
        } else if (name.split("\\.", -1).length < 3) {
            errors.invalid(path, name, "should be a domain with at least three segments separated by dots");
        }
    }

    private static void versions(JsonNode versions, String path, Demands demands, FieldErrors errors) {
        if (Json.isEmpty(versions)) {
            errors.required(path, "must specify one of " + String.join(", ", VERSIONS));
            return;
        }
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.get(i).asText();
            String at = path + "[" + i + "]";
            if (seen.contains(version)) {
                errors.invalid(at, version, "duplicate version");
                continue;
            }
            seen.add(version);
            NameRules.label1035(version, false).forEach(problem -> errors.invalid(at, version, problem));
        }
        if (demands.knownVersion() && !hasKnownVersion(versions)) {
            errors.invalid(
                    path,
                    AdmissionRules.shown(versions, "string", errors.minor()),
                    "must include at least one of " + String.join(", ", VERSIONS));
        }
    }

    private static boolean hasKnownVersion(JsonNode versions) {
        return AdmissionRules.texts(versions).stream().anyMatch(VERSIONS::contains);
    }
}
