package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One CEL rule of {@code x-kubernetes-validations}; texts that are not given are empty. */
public record ValidationRule(
        String rule,
        String message,
        String messageExpression,
        String reason,
        String fieldPath,
        Optional<Boolean> optionalOldSelf) {

    static ValidationRule of(JsonNode source) {
        return new ValidationRule(
                source.path("rule").asText(),
                source.path("message").asText(),
                source.path("messageExpression").asText(),
                source.path("reason").asText(),
                source.path("fieldPath").asText(),
                source.path("optionalOldSelf").isBoolean()
                        ? Optional.of(source.path("optionalOldSelf").booleanValue())
                        : Optional.empty());
    }
}
