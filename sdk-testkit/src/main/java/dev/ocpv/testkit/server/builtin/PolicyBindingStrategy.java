package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What puts a policy into force: where, with which parameters, and what follows. */
final class PolicyBindingStrategy extends BuiltinStrategy {
    private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
    private static final int MENDED = 34;

    PolicyBindingStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        String policy = Json.textAt(spec, "policyName");
        if (policy.isEmpty()) {
            errors.required("spec.policyName", "");
        } else {
            NameRules.subdomain(policy, false).forEach(problem -> errors.invalid("spec.policyName", policy, problem));
        }
        if (spec.path("paramRef").isObject()) {
            paramRef(spec.path("paramRef"), errors);
        }
        if (spec.path("matchResources").isObject()) {
            // the real server's path lacked a letter once
            String path = errors.minor() < MENDED ? "spec.matchResouces" : "spec.matchResources";
            AdmissionRules.matchResources(spec.path("matchResources"), path, errors);
        }
        actions(spec.path("validationActions"), errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        validateCreate(call, object, errors);
    }

    private static void paramRef(JsonNode ref, FieldErrors errors) {
        String name = Json.textAt(ref, "name");
        boolean selects = ref.path("selector").isObject();
        if (!name.isEmpty()) {
            NameRules.pathSegment(name, false).forEach(problem -> errors.invalid("spec.paramRef.name", name, problem));
        }
        if (!name.isEmpty() && selects) {
            errors.forbidden("spec.paramRef.name", "name and selector are mutually exclusive");
        }
        if (selects) {
            LabelSelectorRules.check(ref.path("selector"), "spec.paramRef.selector", errors);
        }
        if (!name.isEmpty() && selects) {
            errors.forbidden("spec.paramRef.selector", "name and selector are mutually exclusive");
        }
        if (name.isEmpty() && !selects) {
            errors.required("spec.paramRef", "one of name or selector must be specified");
        }
        if (Json.textAt(ref, "parameterNotFoundAction").isEmpty()) {
            errors.required("spec.paramRef.parameterNotFoundAction", "");
        } else {
            AdmissionRules.oneOf(
                    ref.path("parameterNotFoundAction"),
                    "spec.paramRef.parameterNotFoundAction",
                    List.of("Deny", "Allow"),
                    errors);
        }
    }

    private static void actions(JsonNode actions, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < actions.size(); i++) {
            String at = "spec.validationActions[" + i + "]";
            AdmissionRules.oneOf(actions.get(i), at, ACTIONS, errors);
            if (!seen.add(actions.get(i).asText())) {
                errors.duplicate(at, actions.get(i));
            }
        }
        if (seen.contains("Deny") && seen.contains("Warn")) {
            errors.invalid(
                    "spec.validationActions",
                    AdmissionRules.shown(actions, "admissionregistration.ValidationAction", errors.minor()),
                    "must not contain both Deny and Warn (repeating the same validation failure information in the API"
                            + " response and headers serves no purpose)");
        }
        if (seen.isEmpty()) {
            errors.required("spec.validationActions", "at least one validation action is required");
        }
    }
}
