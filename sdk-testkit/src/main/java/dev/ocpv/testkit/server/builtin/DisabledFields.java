package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Fields of features that a release knows but does not switch on: they are read, owned by who sent them, and not kept. */
final class DisabledFields {
    /** The first minor that lets containers choose how they see {@code /proc}. */
    private static final int PROC_MOUNTS = 33;

    /** Claims within other objects are looked at by nobody. */
    private static final Set<String> FOREIGN = Set.of("volumeClaimTemplate", "volumeClaimTemplates");

    private final int minor;

    private DisabledFields(int minor) {
        this.minor = minor;
    }

    /** Takes from an object of a type what its release does not keep. */
    static void drop(ObjectNode object, String type, int minor) {
        if (minor < PROC_MOUNTS || TypeTable.of(minor).disables(type)) {
            new DisabledFields(minor).struct(object, type);
        }
    }

    private void struct(ObjectNode object, String type) {
        TypeTable.of(minor).struct(type).fields().forEach((name, field) -> {
            if (!field.isEnabled(minor)) {
                object.remove(name);
            } else if (object.has(name) && !FOREIGN.contains(name)) {
                value(object.get(name), field.type());
                if (minor >= PROC_MOUNTS
                        && field.type().name().equals("core.Lifecycle")
                        && object.get(name).isEmpty()) {
                    object.remove(name);
                }
            }
        });
        if (type.equals("core.SecurityContext") && object.has("procMount") && minor < PROC_MOUNTS) {
            object.put("procMount", "Default");
        }
    }

    private void value(JsonNode value, GoType type) {
        if (value instanceof ObjectNode object && type.kind() == GoType.Kind.STRUCT) {
            struct(object, type.name());
        } else if (value.isArray() && type.kind() == GoType.Kind.LIST) {
            value.forEach(item -> value(item, type.items()));
        }
    }
}
