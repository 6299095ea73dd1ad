package dev.ocpv.spec.yaml;

import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a text while it is read: hands out its values by key, and reports every key that it does not know and every value
 * that it cannot use. A value that is wrong counts as absent, so that reading goes on.
 */
final class Section {
    private final Problems problems;
    private final String subject;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Location> places;
    private final Location place;

    private Section(Problems problems, String subject, String path, Map<String, Location> places, Location place) {
        this.problems = problems;
        this.subject = subject;
        this.path = path;
        this.places = places;
        this.place = place;
    }

    /** The section of a node; one without values when the node is no mapping, which is reported. */
    static Section of(Problems problems, String subject, String path, Node node, Set<String> keys) {
        return of(problems, subject, path, node, keys, new HashMap<>());
    }

    private static Section of(
            Problems problems, String subject, String path, Node node, Set<String> keys, Map<String, Location> places) {
        var section = new Section(problems, subject, path, places, problems.location(node));
        if (node instanceof MappingNode mapping) {
            section.fill(mapping, keys);
        } else if (!YamlNode.isNothing(node)) {
            section.wrong("", node, "a mapping");
        }
        return section;
    }

    private void fill(MappingNode mapping, Set<String> keys) {
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.report(
                        YamlCode.WRONG_TYPE,
                        subject,
                        path,
                        key,
                        YamlNode.describe(key) + " as a key",
                        "use a plain word as key");
                continue;
            }
            var name = scalar.getValue();
            if (!keys.isEmpty() && !keys.contains(name)) {
                problems.report(
                        YamlCode.UNKNOWN_KEY,
                        subject,
                        join(name),
                        key,
                        "unknown key '%s'; known are %s".formatted(name, String.join(", ", keys)),
                        Words.suggestion(name, keys) + "use a known key, or check the indentation");
            } else if (values.putIfAbsent(name, tuple.getValueNode()) != null) {
                problems.report(
                        YamlCode.DUPLICATE_KEY,
                        subject,
                        join(name),
                        key,
                        "key '%s' is there twice".formatted(name),
                        "keep one of them");
            } else {
                places.put(join(name), problems.location(key));
            }
        }
    }

    /** Remembers under the id of a spec where each of its fields was written. */
    void remember(String id, Location at) {
        problems.remember(id, "", at);
        places.forEach((field, location) -> problems.remember(id, field, location));
    }

    boolean has(String key) {
        return values.containsKey(key) && !YamlNode.isNothing(values.get(key));
    }

    Set<String> keys() {
        return values.keySet();
    }

    Location place() {
        return place;
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key)).filter(node -> !YamlNode.isNothing(node));
    }

    /** The value of a key, even if it says nothing. */
    Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Location placeOf(String key) {
        return places.getOrDefault(join(key), place);
    }

    List<Node> items(String key) {
        var all = new ArrayList<Node>();
        each(key, (item, node) -> all.add(node));
        return all;
    }

    <E> Optional<E> oneOf(String key, E[] values, Function<E, String> name) {
        var names = Arrays.stream(values).map(name).toList();
        return text(key).flatMap(text -> {
            int at = names.indexOf(text);
            if (at < 0) {
                problems.report(
                        YamlCode.WRONG_TYPE,
                        subject,
                        join(key),
                        placeOf(key),
                        "'%s' is none of %s".formatted(text, String.join(", ", names)),
                        Words.suggestion(text, names) + "use one of them");
                return Optional.empty();
            }
            return Optional.of(values[at]);
        });
    }

    /** A text; numbers and booleans in place of one count as text only where {@code lenient}. */
    Optional<String> text(String key, boolean lenient) {
        return node(key).flatMap(node -> asText(key, node, lenient));
    }

    Optional<String> text(String key) {
        return text(key, false);
    }

    /** A text that must be there. */
    Optional<String> required(String key) {
        if (!has(key)) {
            missing(key);
        }
        return text(key);
    }

    void missing(String key) {
        missing(key, "add " + key);
    }

    void missing(String key, String hint) {
        problems.report(YamlCode.MISSING, subject, join(key), place, "'%s' is missing".formatted(key), hint);
    }

    void number(String key, IntConsumer use) {
        node(key)
                .ifPresent(node -> asLong(key, node).ifPresent(value -> {
                    if (value != value.intValue()) {
                        wrong(key, node, "a smaller whole number");
                    } else {
                        use.accept(value.intValue());
                    }
                }));
    }

    Optional<Long> longNumber(String key) {
        return node(key).flatMap(node -> asLong(key, node));
    }

    Optional<Boolean> bool(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof ScalarNode scalar && isTagged(scalar, "bool")) {
                return Optional.of(Boolean.valueOf(scalar.getValue()));
            }
            wrong(key, node, "true or false");
            return Optional.empty();
        });
    }

    List<String> texts(String key) {
        var all = new ArrayList<String>();
        each(key, (item, node) -> asText(item, node, false).ifPresent(all::add));
        return all;
    }

    Map<String, String> labels(String key) {
        var all = new LinkedHashMap<String, String>();
        section(key, Set.of())
                .ifPresent(labels -> labels.values.forEach(
                        (label, node) -> labels.asText(label, node, false).ifPresent(value -> all.put(label, value))));
        return all;
    }

    Optional<Section> section(String key, Set<String> known) {
        return node(key).map(node -> of(problems, subject, join(key), node, known, places));
    }

    void sections(String key, Set<String> known, Consumer<Section> use) {
        each(key, (item, node) -> use.accept(of(problems, subject, join(item), node, known, places)));
    }

    <T> List<T> list(String key, Set<String> known, Function<Section, Optional<T>> read) {
        var all = new ArrayList<T>();
        sections(key, known, item -> read.apply(item).ifPresent(all::add));
        return all;
    }

    private interface ItemUse {
        void accept(String key, Node node);
    }

    private void each(String key, ItemUse use) {
        node(key).ifPresent(node -> {
            if (node instanceof SequenceNode sequence) {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    var item = key + "[" + i + "]";
                    places.put(join(item), problems.location(sequence.getValue().get(i)));
                    use.accept(item, sequence.getValue().get(i));
                }
            } else {
                wrong(key, node, "a list");
            }
        });
    }

    private Optional<String> asText(String key, Node node, boolean lenient) {
        if (node instanceof ScalarNode scalar && (lenient || isTagged(scalar, "str"))) {
            return Optional.of(scalar.getValue());
        }
        var quoted = node instanceof ScalarNode ? "a text; put it in quotes" : "a text";
        wrong(key, node, quoted);
        return Optional.empty();
    }

    private Optional<Long> asLong(String key, Node node) {
        if (node instanceof ScalarNode scalar && isTagged(scalar, "int")) {
            try {
                return Optional.of(Long.decode(scalar.getValue()));
            } catch (NumberFormatException e) {
                wrong(key, node, "a whole number");
                return Optional.empty();
            }
        }
        wrong(key, node, "a whole number");
        return Optional.empty();
    }

    private void wrong(String key, @Nullable Node node, String allowed) {
        if (node != null) {
            problems.report(
                    YamlCode.WRONG_TYPE,
                    subject,
                    join(key),
                    node,
                    "it is %s; allowed is %s".formatted(YamlNode.describe(node), allowed),
                    "write " + allowed);
        }
    }

    private static boolean isTagged(ScalarNode scalar, String type) {
        return ("tag:yaml.org,2002:" + type).equals(scalar.getTag().getValue());
    }

    private String join(String key) {
        if (key.isEmpty()) {
            return path;
        }
        var plain = key.indexOf('/') < 0 && (key.indexOf('.') < 0 || key.indexOf('[') > 0);
        if (!plain) {
            return path + "[" + key + "]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }
}
