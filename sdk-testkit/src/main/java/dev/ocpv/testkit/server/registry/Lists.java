package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Snapshot;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists objects: selectors, pages, and which revision is shown. */
final class Lists {
    private final Backend backend;

    Lists(Backend backend) {
        this.backend = backend;
    }

    /** What a list or watch is asked for. */
    record Scope(String namespace, String name, LabelSelector labels, FieldSelector fields) {
        static Scope of(Call call, int minor) {
            FieldSelector fields = FieldSelector.parse(call.query().get("fieldSelector"), call.def());
            LabelSelector labels = LabelSelector.parse(call.query().get("labelSelector"), minor);
            return new Scope(call.namespace(), fields.name(), labels, fields);
        }

        boolean matches(Call call, Entry entry) {
            if (!namespace.isEmpty() && !entry.namespace().equals(namespace)) {
                return false;
            }
            if (!call.name().isEmpty() && !entry.name().equals(call.name())) {
                return false;
            }
            if (!labels.isEverything()
                    && !labels.matches(entry.object().path("metadata").path("labels"))) {
                return false;
            }
            return fields.isEverything() || fields.matches(call.strategy().read(call, entry));
        }
    }

    Page list(Call call) {
        Scope scope = Scope.of(call, backend.minor());
        Options options = Options.of(call, backend.minor());
        Snapshot snapshot = snapshot(options);
        return page(call, scope, options, snapshot);
    }

    private Snapshot snapshot(Options options) {
        Snapshot now = backend.store().current();
        if (options.token() != null) {
            Continue token = options.token();
            if (token.revision() < 0) {
                return now;
            }
            Snapshot then = backend.store().at(token.revision());
            if (then == null) {
                throw expiredPages(token);
            }
            return then;
        }
        if (options.version() > now.revision()) {
            throw tooLarge(options.version(), now.revision());
        }
        if (options.exact()) {
            Snapshot then = backend.store().at(options.version());
            if (then == null) {
                throw new StatusException(
                        410, "Expired", "The resourceVersion for the provided list is too old.", null);
            }
            return then.revision() == options.version() ? then : then.labelled(options.version());
        }
        return now;
    }

    static StatusException tooLarge(long asked, long current) {
        return new StatusException(
                        504,
                        "Timeout",
                        "Timeout: Too large resource version: " + asked + ", current: " + current,
                        StatusException.details(
                                "",
                                "",
                                "",
                                List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", ""))))
                .retryAfter(1);
    }

    private static StatusException expiredPages(Continue token) {
        return new StatusException(
                        410,
                        "Expired",
                        "The provided continue parameter is too old to display a consistent list result. You can start"
                                + " a new list without the continue parameter, or use the continue token in this"
                                + " response to retrieve the remainder of the results. Continuing with the provided"
                                + " token results in an inconsistent list - objects that were created, modified, or"
                                + " deleted between the time the first chunk was returned and now may show up in the"
                                + " list.",
                        null)
                .continueWith(new Continue(-1, token.start()).encoded());
    }

    private Page page(Call call, Scope scope, Options options, Snapshot snapshot) {
        if (!scope.name().isEmpty()
                && options.token() == null
                && (!scope.namespace().isEmpty() || !call.def().namespaced())) {
            return single(call, scope, snapshot);
        }
        String prefix = scope.namespace().isEmpty() ? "" : scope.namespace() + "/";
        String start = prefix + (options.token() == null ? "" : options.token().start());
        Iterator<Entry> entries = candidates(call, scope, snapshot, start);
        List<Entry> found = new ArrayList<>();
        Entry last = null;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!prefix.isEmpty() && !entry.namespace().equals(scope.namespace())) {
                break;
            }
            if (options.limit() > 0 && found.size() == options.limit() && last != null) {
                return cut(scope, snapshot, found, last, prefix, entries);
            }
            if (scope.matches(call, entry)) {
                found.add(entry);
                last = entry;
            } else if (found.size() < options.limit() || options.limit() <= 0) {
                last = entry;
            }
        }
        return new Page(snapshot.revision(), found, "", -1);
    }

    /** {@return the list of an object whose key is known, which is never cut} */
    private static Page single(Call call, Scope scope, Snapshot snapshot) {
        Entry entry = snapshot.get(call.def().storage(), scope.namespace(), scope.name());
        boolean fits = entry != null && scope.matches(call, entry);
        return new Page(snapshot.revision(), fits ? List.of(entry) : List.of(), "", -1);
    }

    /** {@return what may fit, in key order: by the index where there is one, or else everything} */
    private Iterator<Entry> candidates(Call call, Scope scope, Snapshot snapshot, String start) {
        Store.@Nullable Label label = scope.labels().needed();
        Iterator<Entry> labelled = label == null
                ? null
                : backend.store().labelled(snapshot, call.def().storage(), label, start);
        return labelled == null ? snapshot.from(call.def().storage(), start) : labelled;
    }

    private static Page cut(
            Scope scope, Snapshot snapshot, List<Entry> found, Entry last, String prefix, Iterator<Entry> rest) {
        long remaining = -1;
        if (scope.labels().isEverything() && scope.fields().isEverything()) {
            remaining = 1;
            while (rest.hasNext()) {
                Entry entry = rest.next();
                if (!prefix.isEmpty() && !prefix.equals(entry.namespace() + "/")) {
                    break;
                }
                remaining++;
            }
        }
        String key =
                last.namespace().isEmpty() || !prefix.isEmpty() ? last.name() : last.namespace() + "/" + last.name();
        String token = new Continue(snapshot.revision(), key + "\0").encoded();
        return new Page(snapshot.revision(), found, token, remaining);
    }

    /** Where the next page begins, and in which revision; -1 means whatever is current then. */
    record Continue(long revision, String start) {
        String encoded() {
            ObjectNode json = Json.object();
            json.put("v", "meta.k8s.io/v1");
            json.set("rv", Json.number(revision));
            json.put("start", start);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonWriter.bytes(json));
        }

        static Continue decode(String token) {
            byte[] bytes;
            try {
                bytes = Base64.getUrlDecoder().decode(token);
            } catch (IllegalArgumentException e) {
                throw invalid("illegal base64 data at input byte " + firstBad(token));
            }
            try {
                JsonNode json = JsonReader.read(bytes);
                long revision = json.path("rv").asLong(0);
                if (!Json.textAt(json, "v").equals("meta.k8s.io/v1")) {
                    throw invalidToken("continue key is not valid: server does not recognize this encoded version "
                            + Json.textAt(json, "v"));
                }
                if (revision == 0) {
                    throw invalidToken("continue key is not valid: incorrect encoded start resourceVersion (version"
                            + " meta.k8s.io/v1)");
                }
                return new Continue(revision, start(Json.textAt(json, "start")));
            } catch (JsonReader.MalformedException e) {
                throw invalid(String.valueOf(e.getMessage()));
            }
        }

        private static String start(String start) {
            if (start.isEmpty()) {
                throw invalid("encoded start key empty (version meta.k8s.io/v1)");
            }
            String path = start.startsWith("/") ? start.substring(1) : start;
            if (path.endsWith("/") || ("/" + path + "/").matches(".*/(\\.{0,2})/.*")) {
                throw invalid(start);
            }
            return path;
        }

        private static int firstBad(String token) {
            for (int i = 0; i < token.length(); i++) {
                char c = token.charAt(i);
                if (!(Character.isLetterOrDigit(c) && c < 128) && c != '-' && c != '_') {
                    return i;
                }
            }
            return token.length() % 4 == 1 ? token.length() - 1 : token.length();
        }

        private static StatusException invalid(String why) {
            return invalidToken("continue key is not valid: " + why);
        }

        private static StatusException invalidToken(String why) {
            return Statuses.badRequest("invalid continue token: " + why);
        }
    }

    /** How the client wants the list. */
    record Options(
            long limit,
            long version,
            boolean exact,
            @Nullable Continue token) {
        static Options of(Call call, int minor) {
            Query query = call.query();
            long limit = number(query, "limit");
            checkTimeout(query);
            String match = query.get("resourceVersionMatch");
            String version = query.get("resourceVersion");
            String token = query.get("continue");
            checkMatch(query, match, version, token, minor);
            if (!token.isEmpty()) {
                if (!version.isEmpty() && !version.equals("0")) {
                    throw Statuses.badRequest("specifying resource version is not allowed when using continue");
                }
                long pageSize = version.isEmpty() || minor < 34 ? limit : 0;
                return new Options(pageSize, 0, false, Continue.decode(token));
            }
            long revision = version.isEmpty()
                    ? 0
                    : parseVersion(version, minor >= 33 || match.equals("Exact") || limit > 0 || isDelete(call));
            if (revision == 0) {
                boolean any = version.equals("0");
                return new Options(any ? 0 : limit, 0, false, null);
            }
            boolean exact = match.equals("Exact") || (match.isEmpty() && limit > 0);
            return new Options(limit, revision, exact, null);
        }

        /** What is deleted together is always looked for in the store. */
        private static boolean isDelete(Call call) {
            return call.verb().equals("deletecollection");
        }

        /** Until Kubernetes 1.32 what is answered by the cache fails in other words than what is answered by the store. */
        private static long parseVersion(String version, boolean byStore) {
            try {
                return Versions.parse(version);
            } catch (StatusException e) {
                String words = "resourceVersion: Invalid value: " + GoText.quote(version) + ": " + e.words();
                throw byStore ? Statuses.badRequest("invalid resource version: " + words) : Statuses.plain(500, words);
            }
        }

        private static void checkMatch(Query query, String match, String version, String token, int minor) {
            FieldErrors errors = new FieldErrors(minor);
            if (!match.isEmpty()) {
                String field = "resourceVersionMatch";
                if (version.isEmpty()) {
                    errors.forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided");
                }
                if (!token.isEmpty()) {
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
    }

    static void refuse(FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw Statuses.invalid("meta.k8s.io", "ListOptions", "", errors.causes());
        }
    }

    static void checkTimeout(Query query) {
        number(query, "timeoutSeconds");
    }

    /** {@return a parameter that is a number, 0 where it was not given} */
    static long number(Query query, String parameter) {
        if (!query.has(parameter)) {
            return 0;
        }
        return number(query.get(parameter));
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            String why = text.matches("[-+]?[0-9]+") ? "value out of range" : "invalid syntax";
            throw Statuses.badRequest("strconv.ParseInt: parsing " + GoText.quote(text) + ": " + why);
        }
    }
}
