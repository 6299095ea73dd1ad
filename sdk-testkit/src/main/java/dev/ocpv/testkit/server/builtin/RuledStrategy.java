package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;

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
     */
    record Rules(Rule create, Rule update) {
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
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        Part part = Part.of(object, type, errors);
        rules.create().check(part, part);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part part = Part.of(object, type, errors);
        if (call.subresource().equals("status")) {
            validateStatus(part);
        } else {
            rules.update().check(part, Part.of(old, type, errors));
        }
    }

    /** Collects what is wrong with a status. */
    void validateStatus(Part object) {}
}
