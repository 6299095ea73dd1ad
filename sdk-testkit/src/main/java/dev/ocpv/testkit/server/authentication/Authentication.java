package dev.ocpv.testkit.server.authentication;

import dev.ocpv.testkit.server.status.StatusException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out who sends a request, by its bearer token; who sends none is taken for one user. */
public final class Authentication {
    private static final String BEARER = "bearer ";

    private final Identity withoutToken;
    private final Map<String, Identity> known;
    private final ServiceAccountTokens accounts;

    /**
     * By tokens.
     *
     * @param withoutToken who sends requests that carry no token
     * @param known users by their tokens
     * @param accounts what knows the tokens of service accounts
     */
    public Authentication(Identity withoutToken, Map<String, Identity> known, ServiceAccountTokens accounts) {
        this.withoutToken = withoutToken;
        this.known = Map.copyOf(known);
        this.accounts = accounts;
    }

    /** {@return who sends a request with that Authorization header} Throws Unauthorized for a token that nobody has. */
    public Identity identify(String header) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return withoutToken;
        }
        return holder(header.substring(BEARER.length()).strip())
                .filter(found -> found.audiences().contains(ServiceAccountTokens.AUDIENCE))
                .map(ServiceAccountTokens.Holder::identity)
                .orElseThrow(() -> new StatusException(401, "Unauthorized", "Unauthorized", null));
    }

    /** {@return who has a token} */
    public Optional<ServiceAccountTokens.Holder> holder(String token) {
        Identity user = known.get(token);
        return user == null
                ? accounts.verify(token)
                : Optional.of(new ServiceAccountTokens.Holder(user, List.of(ServiceAccountTokens.AUDIENCE)));
    }

    /** {@return what makes tokens of service accounts} */
    public ServiceAccountTokens accounts() {
        return accounts;
    }
}
