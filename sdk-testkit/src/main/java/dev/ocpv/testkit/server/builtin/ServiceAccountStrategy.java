package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.Action;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Service accounts, of which tokens can be had. */
final class ServiceAccountStrategy extends PostingStrategy {
    ServiceAccountStrategy(Kind kind) {
        super(
                kind,
                Map.of(
                        "token",
                        new Kind(
                                "authentication.k8s.io/v1",
                                "TokenRequest",
                                "authentication.TokenRequest",
                                kind.minor())));
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (call.subresource().isEmpty()) {
            KindWarnings.collect(Part.of(object, typeName(), new FieldErrors(minor())), null, call::warn);
        }
    }

    @Override
    public @Nullable Action action(String subresource) {
        return subresource.equals("token") ? IdentityReviews::issue : null;
    }
}
