package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.Action;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kinds that are asked and never stored: who somebody is, and what somebody may do. */
final class ReviewStrategy extends BuiltinStrategy {
    private final Action action;

    ReviewStrategy(Kind kind) {
        super(kind);
        action = switch (kind.name()) {
            case "SelfSubjectReview" -> IdentityReviews::self;
            case "TokenReview" -> IdentityReviews::token;
            case "SelfSubjectRulesReview" -> AccessReviews::rules;
            default -> AccessReviews::access;
        };
    }

    @Override
    Set<String> resetFields(String subresource) {
        return Set.of();
    }

    @Override
    public @Nullable Action action(String subresource) {
        return action;
    }
}
