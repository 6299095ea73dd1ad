package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.ObjectMeta;
import dev.ocpv.testkit.server.registry.Strategy;

/** A built-in kind without anything special. */
class BuiltinStrategy extends Strategy {
    private final boolean hasStatus;

    BuiltinStrategy(boolean hasStatus) {
        this.hasStatus = hasStatus;
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        ObjectMeta.tidy(sent, "metadata.", strictness);
        ObjectNode ordered = Json.object();
        ordered.put("kind", call.def().kind()).put("apiVersion", call.def().apiVersion());
        ordered.set("metadata", Json.objectAt(sent, "metadata"));
        sent.properties().forEach(member -> ordered.putIfAbsent(member.getKey(), member.getValue()));
        return ordered;
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (!hasStatus) {
            return;
        }
        if (call.subresource().equals("status")) {
            keep("spec", object, old);
        } else {
            keep("status", object, old);
        }
    }

    static void keep(String field, ObjectNode object, ObjectNode old) {
        JsonNode value = old.get(field);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }
}
