package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Action;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.Verbs;
import dev.ocpv.testkit.server.status.Statuses;

/** The older way to put a pod on a node: nothing is stored under this name. */
final class BindingStrategy extends BuiltinStrategy {
    BindingStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public Action action(String subresource) {
        return BindingStrategy::bind;
    }

    private static Outcome bind(Call call, Verbs verbs) {
        ObjectNode binding = verbs.sent(call);
        ResourceDef pods = verbs.backend().catalog().find("v1", "pods");
        String name = Json.textAt(binding, "metadata", "name");
        if (pods == null || name.isEmpty()) {
            throw Statuses.badRequest("Name parameter required.");
        }
        Call.Address address = new Call.Address("update", call.namespace(), name, "binding");
        Call onPod = Verbs.callOn(call, pods, address);
        PodActions.checkTarget(binding, onPod, verbs);
        verbs.admit(call, binding);
        return PodActions.bind(onPod, binding, verbs);
    }
}
