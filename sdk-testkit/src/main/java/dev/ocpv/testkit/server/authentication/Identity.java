package dev.ocpv.testkit.server.authentication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who sends a request.
 *
 * @param name the name of the user
 * @param uid what tells users of the same name apart, or empty
 * @param groups the groups of the user
 * @param extra what else is known of the user
 */
public record Identity(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    /** The group of everybody who is known. */
    public static final String AUTHENTICATED = "system:authenticated";

    /** The group of everybody who is not. */
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /** The group that may do everything. */
    public static final String MASTERS = "system:masters";

    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String ACCOUNTS = "system:serviceaccounts";

    /** Copies the lists. */
    public Identity {
        groups = List.copyOf(groups);
        extra = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** {@return a user about whom nothing else is known} */
    public static Identity of(String name, List<String> groups) {
        return new Identity(name, "", groups, Map.of());
    }

    /** {@return the user that a service account is} */
    public static Identity serviceAccount(String namespace, String name) {
        return of(ACCOUNT + namespace + ":" + name, accountGroups(namespace)).authenticated();
    }

    /** {@return the groups that each service account of a namespace is in} */
    public static List<String> accountGroups(String namespace) {
        return List.of(ACCOUNTS, ACCOUNTS + ":" + namespace);
    }

    /** {@return namespace and name of the service account that a user name stands for, or an empty list} */
    public static List<String> accountOf(String user) {
        if (!user.startsWith(ACCOUNT)) {
            return List.of();
        }
        String[] parts = user.substring(ACCOUNT.length()).split(":", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty() ? List.of(parts) : List.of();
    }

    /** {@return this user, in the group of everybody who is known too} */
    public Identity authenticated() {
        return in(AUTHENTICATED);
    }

    /** {@return this user, in one group more} */
    public Identity in(String group) {
        if (groups.contains(group)) {
            return this;
        }
        List<String> more = new ArrayList<>(groups);
        more.add(group);
        return new Identity(name, uid, more, extra);
    }

    /** {@return this user as reviews show it} */
    public ObjectNode toJson() {
        ObjectNode user = Json.object();
        user.put("username", name);
        if (!uid.isEmpty()) {
            user.put("uid", uid);
        }
        if (!groups.isEmpty()) {
            var list = user.putArray("groups");
            groups.forEach(list::add);
        }
        if (!extra.isEmpty()) {
            ObjectNode all = user.putObject("extra");
            extra.forEach((key, values) -> {
                var list = all.putArray(key);
                values.forEach(list::add);
            });
        }
        return user;
    }
}
