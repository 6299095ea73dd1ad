package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a list is wanted.
 *
 * @param limit how many objects a page may have; none where it is not positive
 * @param version the revision asked for as an unsigned number, or 0
 * @param exact whether only that revision will do
 * @param token where to go on
 */
record ListOptions(
        long limit, long version, boolean exact, @Nullable Continue token) {
    /** {@return the options of a list whose parameters were found good} */
    static ListOptions of(Call call, int minor) {
        Query query = call.query();
        long limit = number(query, "limit");
        String match = query.get("resourceVersionMatch");
        String version = query.get("resourceVersion");
        String token = query.get("continue");
        if (!token.isEmpty()) {
            if (!version.isEmpty() && !version.equals("0")) {
                throw Statuses.badRequest("specifying resource version is not allowed when using continue");
            }
            long pageSize = version.isEmpty() || minor < 34 ? limit : 0;
            return new ListOptions(pageSize, 0, false, Continue.decode(token));
        }
        long revision = version.isEmpty()
                ? 0
                : parseVersion(
                        version,
                        minor >= 33
                                || !call.strategy().isCached()
                                || match.equals("Exact")
                                || limit > 0
                                || isDelete(call));
        if (revision == 0) {
            boolean any = version.equals("0");
            return new ListOptions(any ? 0 : limit, 0, false, null);
        }
        boolean exact = match.equals("Exact") || (match.isEmpty() && limit > 0);
        return new ListOptions(limit, revision, exact, null);
    }

    /** What is deleted together is always looked for in the store. */
    private static boolean isDelete(Call call) {
        return call.verb().equals("deletecollection");
    }

    /**
     * {@return the options of the list of what is to be deleted}
     *
     * <p>Such a list is read in pages even where none were asked for, so that a revision means just that one.
     */
    static ListOptions ofDeletion(Call call, int minor) {
        ListOptions asked = of(call, minor);
        boolean exact =
                asked.version() != 0 && call.query().get("resourceVersionMatch").isEmpty();
        return new ListOptions(asked.limit(), asked.version(), asked.exact() || exact, asked.token());
    }

    /** Until Kubernetes 1.32 what is answered by the cache fails in other words than what is answered by the store. */
    static long parseVersion(String version, boolean byStore) {
        try {
            return Versions.parse(version);
        } catch (StatusException e) {
            String words = "resourceVersion: Invalid value: " + GoText.quote(version) + ": " + e.words();
            throw byStore ? Statuses.badRequest("invalid resource version: " + words) : Statuses.plain(500, words);
        }
    }

    /** Refuses parameters of a list that do not go together. */
    static void checkMatch(Query query, int minor) {
        FieldErrors errors = new FieldErrors(minor);
        String field = "resourceVersionMatch";
        String match = query.get(field);
        String version = query.get("resourceVersion");
        if (!match.isEmpty()) {
            if (version.isEmpty()) {
                errors.forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!query.get("continue").isEmpty()) {
                errors.forbidden(field, "resourceVersionMatch is forbidden when continue is provided");
            }
            if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
                errors.notSupported(field, Json.text(match), List.of("Exact", "NotOlderThan", ""));
            }
            if (match.equals("Exact") && version.equals("0")) {
                errors.forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (query.has("sendInitialEvents")) {
            errors.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        refuse(errors);
    }

    static void refuse(FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw Statuses.invalid("meta.k8s.io", "ListOptions", "", errors.causes());
        }
    }

    /** {@return a parameter that is a number, 0 where it was not given} */
    static long number(Query query, String parameter) {
        return query.has(parameter) ? number(query.get(parameter)) : 0;
    }

    /** {@return the number that a parameter says} */
    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            String why = text.matches("[-+]?[0-9]+") ? "value out of range" : "invalid syntax";
            throw Statuses.badRequest("strconv.ParseInt: parsing " + GoText.quote(text) + ": " + why);
        }
    }
}
