package dev.ocpv.testkit.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a role.
 *
 * @param verbs what may be done
 * @param groups in which API groups
 * @param resources to which resources, with their subresources
 * @param names to which objects; to all where it is empty
 * @param paths to which paths that are no resources
 */
public record Rule(
        List<String> verbs, List<String> groups, List<String> resources, List<String> names, List<String> paths) {
    /** {@return a rule as roles carry it} */
    public static Rule of(JsonNode rule) {
        return new Rule(
                texts(rule.path("verbs")),
                texts(rule.path("apiGroups")),
                texts(rule.path("resources")),
                texts(rule.path("resourceNames")),
                texts(rule.path("nonResourceURLs")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** {@return whether this rule allows that} */
    boolean allows(Attributes wanted) {
        if (!has(verbs, wanted.verb())) {
            return false;
        }
        return wanted.isResource() ? allowsTarget(wanted.target()) : allowsPath(wanted.path());
    }

    private boolean allowsTarget(Attributes.Target target) {
        boolean below = !target.subresource().isEmpty();
        return has(groups, target.group())
                && (has(resources, target.combined()) || (below && resources.contains("*/" + target.subresource())))
                && (names.isEmpty() || names.contains(target.name()));
    }

    private boolean allowsPath(String path) {
        return paths.stream().anyMatch(allowed -> fits(allowed, path));
    }

    private static boolean fits(String allowed, String path) {
        return allowed.equals("*")
                || allowed.equals(path)
                || (allowed.endsWith("*") && path.startsWith(allowed.replaceAll("\\*+$", "")));
    }

    private static boolean has(List<String> list, String wanted) {
        return list.contains("*") || list.contains(wanted);
    }

    /** {@return whether this rule allows all that another one, taken apart, allows} */
    boolean covers(Rule single) {
        return has(verbs, single.verbs.get(0))
                && (single.paths.isEmpty() ? coversResources(single) : coversPath(single.paths.get(0)));
    }

    private boolean coversPath(String path) {
        return paths.stream().anyMatch(allowed -> fits(allowed, path));
    }

    private boolean coversResources(Rule single) {
        String resource = single.resources.get(0);
        int slash = resource.indexOf('/');
        return has(groups, single.groups.get(0))
                && (has(resources, resource) || (slash >= 0 && resources.contains("*" + resource.substring(slash))))
                && (names.isEmpty() || (!single.names.isEmpty() && names.contains(single.names.get(0))));
    }

    /** {@return rules with one verb, one resource, one name each that allow the same together} */
    List<Rule> apart() {
        List<Rule> single = new ArrayList<>();
        for (String verb : verbs) {
            for (String group : groups) {
                for (String resource : resources) {
                    if (names.isEmpty()) {
                        single.add(new Rule(List.of(verb), List.of(group), List.of(resource), List.of(), List.of()));
                    }
                    names.forEach(name -> single.add(
                            new Rule(List.of(verb), List.of(group), List.of(resource), List.of(name), List.of())));
                }
            }
            paths.forEach(path -> single.add(new Rule(List.of(verb), List.of(), List.of(), List.of(), List.of(path))));
        }
        return single;
    }

    /** {@return this rule in one line} */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        part(parts, "APIGroups", groups);
        part(parts, "Resources", resources);
        part(parts, "NonResourceURLs", paths);
        part(parts, "ResourceNames", names);
        part(parts, "Verbs", verbs);
        return "{" + String.join(", ", parts) + "}";
    }

    private static void part(List<String> parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + ":" + quoted(values));
        }
    }

    /** {@return a list of texts as the real server prints it} */
    static String quoted(List<String> values) {
        return "[" + String.join(" ", values.stream().map(GoText::quote).toList()) + "]";
    }

    /** {@return this rule as a review shows it} */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        put(json, "verbs", verbs);
        put(json, "apiGroups", groups);
        put(json, "resources", resources);
        put(json, "resourceNames", names);
        put(json, "nonResourceURLs", paths);
        return json;
    }

    private static void put(ObjectNode json, String field, List<String> values) {
        if (!values.isEmpty()) {
            var list = json.putArray(field);
            values.forEach(list::add);
        }
    }
}
