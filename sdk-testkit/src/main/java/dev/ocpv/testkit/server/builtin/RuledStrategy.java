package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kind that needs nothing but rules. */
class RuledStrategy extends BuiltinStrategy {
    private final String type;
    private final Rules rules;

    RuledStrategy(Kind kind, Rules rules) {
        super(kind);
        this.type = kind.type();
        this.rules = rules;
    }

    /** What an object must be like, alone or compared with what it was. */
    @FunctionalInterface
    interface Rule {
        /** Collects what is wrong. */
        void check(Part object, Part old);
    }

    /**
     * The rules of a kind.
     *
     * @param create for new objects, whose old one is the same
     * @param update for changed objects
     * @param status for changed statuses
     */
    record Rules(Rule create, Rule update, Rule status) {
        Rules(Rule create, Rule update) {
            this(create, update, (object, old) -> {});
        }

        /** {@return rules whose changed objects are looked at like new ones, and then compared} */
        static Rules of(Rule create, Rule comparison) {
            return new Rules(create, (object, old) -> {
                create.check(object, old);
                comparison.check(object, old);
            });
        }

        /** {@return rules that compare nothing} */
        static Rules of(Rule rule) {
            return new Rules(rule, rule);
        }
    }

    @Override
    public void begin(Call call, Backend backend, ObjectNode object, @Nullable ObjectNode old) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        if (old == null
                && type.equals("core.LimitRange")
                && Json.textAt(metadata, "name").isEmpty()) {
            metadata.put("name", backend.newUid());
        }
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        if (type.equals("storage.VolumeAttributesClass")) {
            protect(object, "kubernetes.io/vac-protection");
        }
    }

    /** Holds an object while it is in use. */
    static void protect(ObjectNode object, String finalizer) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        Set<String> finalizers = new LinkedHashSet<>();
        metadata.path("finalizers").forEach(text -> finalizers.add(text.asText()));
        if (finalizers.add(finalizer)) {
            ArrayNode list = metadata.putArray("finalizers");
            finalizers.forEach(list::add);
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        Part part = Part.of(object, type, errors);
        rules.create().check(part, part);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part part = Part.of(object, type, errors);
        if (call.subresource().equals("status")) {
            validateStatus(part, Part.of(old, type, errors));
        } else {
            rules.update().check(part, Part.of(old, type, errors));
        }
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        FieldErrors none = new FieldErrors(minor());
        Part whole = Part.of(object, type, none);
        if (call.subresource().isEmpty()) {
            KindWarnings.collect(whole, old == null ? null : Part.of(old, type, none), call::warn);
        } else if (type.equals("networking.Ingress")) {
            AddressWarnings.status(whole, call::warn);
        }
    }

    @Override
    boolean raisesGeneration(ObjectNode object, ObjectNode old) {
        return type.equals("discovery.EndpointSlice") ? !sameSlice(object, old) : super.raisesGeneration(object, old);
    }

    /** Slices have no spec; all of them counts, and their labels. */
    private static boolean sameSlice(ObjectNode object, ObjectNode old) {
        JsonNode labels = object.path("metadata").path("labels");
        JsonNode oldLabels = old.path("metadata").path("labels");
        return Stream.of("addressType", "endpoints", "ports")
                        .allMatch(field -> object.path(field).equals(old.path(field)))
                && (labels.equals(oldLabels) || (Json.isEmpty(labels) && Json.isEmpty(oldLabels)));
    }

    /** Collects what is wrong with a changed status. */
    void validateStatus(Part object, Part old) {
        rules.status().check(object, old);
    }
}
