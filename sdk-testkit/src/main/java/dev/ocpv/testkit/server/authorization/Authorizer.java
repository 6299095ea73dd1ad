package dev.ocpv.testkit.server.authorization;

import dev.ocpv.testkit.server.authentication.Identity;

/** Says who may do what. */
public interface Authorizer {
    /** Lets everybody do everything. */
    Authorizer ALLOWING = new Authorizer() {
        @Override
        public Decision decide(Attributes attributes) {
            return new Decision(true, "");
        }

        @Override
        public Grants grants(Identity user, String namespace) {
            return Grants.ALL;
        }
    };

    /** {@return whether that may be done} */
    Decision decide(Attributes attributes);

    /** {@return what a user may do in a namespace} */
    Grants grants(Identity user, String namespace);

    /** Refuses what may not be done. */
    default void require(Attributes attributes) {
        Decision decision = decide(attributes);
        if (!decision.allowed()) {
            throw attributes.forbidden(decision.reason());
        }
    }
}
