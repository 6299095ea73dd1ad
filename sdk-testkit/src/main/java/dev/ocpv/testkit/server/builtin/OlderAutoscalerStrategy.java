package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.store.Entry;

/** Autoscalers in their older version, which are stored and looked at in the newer one. */
final class OlderAutoscalerStrategy extends BuiltinStrategy {
    private static final String NEWER = "autoscalingv2.HorizontalPodAutoscaler";

    OlderAutoscalerStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public String storedAs() {
        return "horizontalpodautoscalers.autoscaling";
    }

    @Override
    public ObjectNode read(Call call, Entry entry) {
        return AutoscalerVersions.older(entry.object(), minor());
    }

    @Override
    public ObjectNode toStorage(ObjectNode object) {
        return AutoscalerVersions.newer(object);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        ObjectNode there = AutoscalerVersions.older(AutoscalerVersions.newer(object), minor());
        there.remove("apiVersion");
        object.setAll(there);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        Part newer = newer(object, errors);
        AutoscalerRules.create(newer, newer);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("status")) {
            AutoscalerRules.status(newer(object, errors), newer(old, errors));
        } else {
            AutoscalerRules.update(newer(object, errors), newer(old, errors));
        }
    }

    private static Part newer(ObjectNode object, FieldErrors errors) {
        return Part.of(AutoscalerVersions.newer(object), NEWER, errors);
    }
}
