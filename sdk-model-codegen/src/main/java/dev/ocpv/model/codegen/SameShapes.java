package dev.ocpv.model.codegen;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds classes of one API version that are the same in all but their package, such as the placement of infrastructure
 * and of workloads, so that one of them serves for all.
 */
final class SameShapes {
    private static final Pattern API = Pattern.compile("dev\\.ocpv\\.model\\.\\w+(\\.v\\d\\w*)?");
    private static final Comparator<GeneratedClass> SHORTEST_FIRST = Comparator.comparingInt(
                    (GeneratedClass type) -> type.packageName().length())
            .thenComparing(GeneratedClass::packageName);

    private final Map<String, GeneratedClass> classes;

    private SameShapes(Map<String, GeneratedClass> classes) {
        this.classes = classes;
    }

    /** Removes the repeated classes and lets all others use the one that stays. */
    static void merge(Map<String, GeneratedClass> classes) {
        var shapes = new SameShapes(classes);
        var merged = shapes.repeated();
        while (!merged.isEmpty()) {
            var names = merged;
            classes.keySet().removeAll(names.keySet());
            classes.replaceAll((name, type) -> type.withTypes(renaming(names)));
            merged = shapes.repeated();
        }
    }

    /** Repeated classes with the one that stays; classes that differ in nested ones follow in the next round. */
    private Map<String, String> repeated() {
        var groups = classes.values().stream()
                .filter(type -> !type.isResource())
                .collect(Collectors.groupingBy(SameShapes::shape));
        var repeated = new LinkedHashMap<String, String>();
        for (List<GeneratedClass> group : groups.values()) {
            var stays = group.stream().min(SHORTEST_FIRST).orElseThrow();
            group.stream()
                    .filter(type -> type != stays)
                    .forEach(type -> repeated.put(type.qualifiedName(), stays.qualifiedName()));
        }
        return repeated;
    }

    private static List<Object> shape(GeneratedClass type) {
        var api = API.matcher(type.packageName());
        return List.of(
                api.lookingAt() ? api.group() : type.packageName(), type.name(), type.properties(), type.enums());
    }

    private static UnaryOperator<String> renaming(Map<String, String> names) {
        return type -> FinishSources.TYPE
                .matcher(type)
                .replaceAll(match -> Matcher.quoteReplacement(names.getOrDefault(match.group(), match.group())));
    }
}
