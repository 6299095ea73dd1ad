package dev.ocpv.testkit.server.authorization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The roles and bindings that a server with role-based access control starts with. */
public final class BootstrapRoles {
    private static final String TABLE = "roles.txt";
    private static final String AGGREGATE = Rbac.GROUP + "/";
    private static final Map<String, String> VERBS = Map.of(
            "$read", "get,list,watch",
            "$write", "create,delete,deletecollection,patch,update");

    private final Map<String, ObjectNode> roles = new LinkedHashMap<>();
    private final Map<String, ObjectNode> bindings = new LinkedHashMap<>();

    private BootstrapRoles() {}

    /** {@return cluster roles first, then the bindings of them} */
    public static List<ObjectNode> all() {
        BootstrapRoles all = new BootstrapRoles();
        ArrayNode rules = Json.array();
        for (String line : lines()) {
            String[] word = line.strip().split(" ", -1);
            switch (word[0]) {
                case "role" -> rules = all.role(word);
                case "bind" -> all.bind(word);
                default -> rules.add(rule(word));
            }
        }
        List<ObjectNode> documents = new ArrayList<>(all.roles.values());
        documents.addAll(all.bindings.values());
        return documents;
    }

    private static List<String> lines() {
        InputStream in = BootstrapRoles.class.getResourceAsStream(TABLE);
        if (in == null) {
            throw new IllegalStateException(TABLE + " is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode document(String kind, String name) {
        ObjectNode document = Json.object();
        document.put("apiVersion", Rbac.GROUP + "/v1").put("kind", kind);
        ObjectNode metadata = document.putObject("metadata").put("name", name);
        metadata.putObject("labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
        metadata.putObject("annotations").put("rbac.authorization.kubernetes.io/autoupdate", "true");
        return document;
    }

    private ArrayNode role(String[] word) {
        ObjectNode role = document("ClusterRole", word[1]);
        for (String trait : List.of(word).subList(2, word.length)) {
            if (trait.equals("collects")) {
                role.putObject("aggregationRule")
                        .putArray("clusterRoleSelectors")
                        .addObject()
                        .putObject("matchLabels")
                        .put(AGGREGATE + "aggregate-to-" + word[1], "true");
            } else {
                Json.objectAt(role, "metadata", "labels").put(AGGREGATE + trait, "true");
            }
        }
        roles.put(word[1], role);
        return role.putArray("rules");
    }

    private static ObjectNode rule(String[] word) {
        boolean paths = word[0].equals("path");
        ObjectNode rule = Json.object();
        String verbs = word[2];
        for (Map.Entry<String, String> several : VERBS.entrySet()) {
            verbs = verbs.replace(several.getKey(), several.getValue());
        }
        put(rule, "verbs", verbs);
        if (paths) {
            put(rule, "nonResourceURLs", word[1]);
        } else {
            put(rule, "apiGroups", word[0].equals("core") ? "" : word[0]);
            put(rule, "resources", word[1]);
        }
        return rule;
    }

    private static void put(ObjectNode rule, String field, String values) {
        ArrayNode list = rule.putArray(field);
        List.of(values.split(",", -1)).forEach(list::add);
    }

    private void bind(String[] word) {
        ObjectNode binding = bindings.computeIfAbsent(word[1], role -> {
            ObjectNode made = document("ClusterRoleBinding", role);
            made.putObject("roleRef")
                    .put("apiGroup", Rbac.GROUP)
                    .put("kind", "ClusterRole")
                    .put("name", role);
            made.putArray("subjects");
            return made;
        });
        ObjectNode subject = ((ArrayNode) binding.path("subjects")).addObject();
        subject.put("kind", word[3]).put("name", word[4]);
        if (word.length > 5) {
            subject.put("namespace", word[5]);
        } else {
            subject.put("apiGroup", Rbac.GROUP);
        }
    }
}
