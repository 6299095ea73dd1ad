package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for conditions in a status, where the kind leaves that to the common rules. */
final class ConditionRules {
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");
    private static final String REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
    private static final Pattern REASONS = Pattern.compile(REASON);
    private static final int LONGEST_REASON = 1024;
    private static final int LONGEST_MESSAGE = 32 * 1024;

    private ConditionRules() {}

    static void check(JsonNode conditions, String path, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            String at = path + "[" + i + "]";
            String type = Json.textAt(conditions.get(i), "type");
            if (!types.add(type)) {
                errors.duplicate(at + ".type", Json.text(type));
            }
            check(conditions.get(i), type, at, errors);
        }
    }

    private static void check(JsonNode condition, String type, String path, FieldErrors errors) {
        NameRules.qualifiedName(type, errors.minor()).forEach(problem -> errors.invalid(path + ".type", type, problem));
        String status = Json.textAt(condition, "status");
        if (!STATUSES.contains(status)) {
            errors.notSupported(path + ".status", Json.text(status), STATUSES);
        }
        JsonNode observed = condition.path("observedGeneration");
        if (observed.asLong(0) < 0) {
            errors.invalid(path + ".observedGeneration", observed, "must be greater than or equal to zero");
        }
        if (Json.textAt(condition, "lastTransitionTime").isEmpty()) {
            errors.required(path + ".lastTransitionTime", "");
        }
        reason(Json.textAt(condition, "reason"), path + ".reason", errors);
        if (Json.textAt(condition, "message").length() > LONGEST_MESSAGE) {
            errors.add(FieldError.tooLong(path + ".message", LONGEST_MESSAGE, errors.minor()));
        }
    }

    private static void reason(String reason, String path, FieldErrors errors) {
        if (reason.isEmpty()) {
            errors.required(path, "");
            return;
        }
        if (!REASONS.matcher(reason).matches()) {
            errors.invalid(
                    path,
                    reason,
                    "a condition reason must start with alphabetic character, optionally followed by a string of"
                            + " alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'"
                            + " (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or"
                            + " 'ReasonA:ReasonB', regex used for validation is '" + REASON + "')");
        }
        if (reason.length() > LONGEST_REASON) {
            errors.add(FieldError.tooLong(path, LONGEST_REASON, errors.minor()));
        }
    }
}
