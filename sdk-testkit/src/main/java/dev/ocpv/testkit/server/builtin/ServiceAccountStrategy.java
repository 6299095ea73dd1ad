package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.Action;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.status.FieldErrors;
import org.jspecify.annotations.Nullable;

/** Service accounts, of which tokens can be had. */
final class ServiceAccountStrategy extends BuiltinStrategy {
    private final BuiltinStrategy tokens;

    ServiceAccountStrategy(Kind kind) {
        super(kind);
        tokens = new BuiltinStrategy(
                new Kind("authentication.k8s.io/v1", "TokenRequest", "authentication.TokenRequest", kind.minor()));
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strategy.Strictness strictness) {
        return isToken(call) ? tokens.decode(call, sent, strictness) : super.decode(call, sent, strictness);
    }

    @Override
    public FieldManager fieldManager(Call call) {
        return isToken(call) ? tokens.fieldManager(call) : super.fieldManager(call);
    }

    @Override
    public ObjectNode blank(Call call) {
        return isToken(call) ? tokens.blank(call) : super.blank(call);
    }

    private static boolean isToken(Call call) {
        return call.subresource().equals("token");
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
