package dev.ocpv.testkit.server.authorization;

import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authentication.UnstructuredException;
import dev.ocpv.testkit.server.status.StatusException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes somebody else of the sender of a request, where its headers ask for that and the sender may. */
public final class Impersonation {
    private static final String PREFIX = "impersonate-";
    private static final String EXTRA = "impersonate-extra-";
    private static final String ANONYMOUS = "system:anonymous";

    /** From this minor on a wrong combination of headers is the client's fault. */
    private static final int BLAMES_CLIENT = 35;

    private final Authorizer authorizer;
    private final int minor;

    /** As a server of a minor does it. */
    public Impersonation(Authorizer authorizer, int minor) {
        this.authorizer = authorizer;
        this.minor = minor;
    }

    /** What is asked for, in the order in which it is checked. */
    private record Wish(String kind, String name, String namespace, String field) {
        /** In the form in which the real server prints a reference to an object. */
        @Override
        public String toString() {
            String version = kind.equals("UID") || kind.equals("UserExtra") ? "authentication.k8s.io/v1" : "";
            return "{" + String.join(" ", kind, namespace, name, "", version, "", field) + "}";
        }
    }

    /**
     * {@return who a request counts as}
     *
     * @param path the path of the request, for errors
     */
    public Identity of(Identity sender, Map<String, List<String>> headers, String path) {
        Map<String, List<String>> asked = asked(headers);
        if (asked.isEmpty()) {
            return sender;
        }
        List<Wish> wishes = wishes(asked);
        if (wishes.isEmpty()) {
            return sender;
        }
        if (!asked.containsKey("impersonate-user")) {
            String words = "requested ["
                    + String.join(" ", wishes.stream().map(Wish::toString).toList()) + "] without impersonating a user";
            throw minor >= BLAMES_CLIENT
                    ? new StatusException(400, "BadRequest", words, null)
                    : new UnstructuredException("Internal Server Error: \"" + path + "\": " + words + "\n");
        }
        wishes.forEach(wish -> authorizer.require(attributes(sender, wish)));
        return identity(wishes);
    }

    private static Map<String, List<String>> asked(Map<String, List<String>> headers) {
        Map<String, List<String>> asked = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                List<String> given = values.stream().filter(v -> !v.isEmpty()).toList();
                if (!given.isEmpty()) {
                    asked.put(name.toLowerCase(Locale.ROOT), given);
                }
            }
        });
        return asked;
    }

    private static List<Wish> wishes(Map<String, List<String>> asked) {
        List<Wish> wishes = new ArrayList<>();
        for (String user : first(asked, "impersonate-user")) {
            List<String> account = Identity.accountOf(user);
            wishes.add(
                    account.isEmpty()
                            ? new Wish("User", user, "", "")
                            : new Wish("ServiceAccount", account.get(1), account.get(0), ""));
        }
        asked.getOrDefault("impersonate-group", List.of())
                .forEach(group -> wishes.add(new Wish("Group", group, "", "")));
        asked.forEach((header, values) -> {
            if (header.startsWith(EXTRA)) {
                String key = decoded(header.substring(EXTRA.length()));
                values.forEach(value -> wishes.add(new Wish("UserExtra", value, "", key)));
            }
        });
        first(asked, "impersonate-uid").forEach(uid -> wishes.add(new Wish("UID", uid, "", "")));
        return wishes;
    }

    private static List<String> first(Map<String, List<String>> asked, String header) {
        return asked.getOrDefault(header, List.of()).stream().limit(1).toList();
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static Attributes attributes(Identity sender, Wish wish) {
        Attributes.Target target = switch (wish.kind()) {
            case "ServiceAccount" ->
                new Attributes.Target("", "v1", "serviceaccounts", "", wish.namespace(), wish.name());
            case "Group" -> new Attributes.Target("", "v1", "groups", "", "", wish.name());
            case "UserExtra" ->
                new Attributes.Target("authentication.k8s.io", "v1", "userextras", wish.field(), "", wish.name());
            case "UID" -> new Attributes.Target("authentication.k8s.io", "v1", "uids", "", "", wish.name());
            default -> new Attributes.Target("", "v1", "users", "", "", wish.name());
        };
        return Attributes.resource(sender, "impersonate", target);
    }

    private static Identity identity(List<Wish> wishes) {
        String name = "";
        String uid = "";
        List<String> groups = new ArrayList<>();
        List<String> own = List.of();
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (Wish wish : wishes) {
            switch (wish.kind()) {
                case "ServiceAccount" -> {
                    Identity account = Identity.serviceAccount(wish.namespace(), wish.name());
                    name = account.name();
                    own = Identity.accountGroups(wish.namespace());
                }
                case "Group" -> groups.add(wish.name());
                case "UserExtra" ->
                    extra.computeIfAbsent(wish.field(), key -> new ArrayList<>())
                            .add(wish.name());
                case "UID" -> uid = wish.name();
                default -> name = wish.name();
            }
        }
        Identity named = new Identity(name, uid, groups.isEmpty() ? own : groups, extra);
        return named.in(name.equals(ANONYMOUS) ? Identity.UNAUTHENTICATED : Identity.AUTHENTICATED);
    }
}
