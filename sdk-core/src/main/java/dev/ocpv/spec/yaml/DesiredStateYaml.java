package dev.ocpv.spec.yaml;

import dev.ocpv.report.Location;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads desired states from YAML documents.
 *
 * <p>Nothing is thrown for a text that is wrong: every problem becomes a finding of the state, with its line and column, and what can
 * be read is read. {@code validate} reports these findings together with those of the rules.
 */
public final class DesiredStateYaml {
    /** What a document has as {@code apiVersion}. */
    public static final String API_VERSION = "ocpv.dev/v1alpha1";

    /** What a document has as {@code kind}. */
    public static final String KIND = "DesiredState";

    private static final String SUBJECT = "DesiredState";
    private static final String PROFILES = "storageProfiles";
    private static final int LARGEST = 1024 * 1024;
    private static final int DEEPEST = 64;
    private static final int MOST_ALIASES = 50;

    private DesiredStateYaml() {}

    /** {@return the desired state in a file} A file that cannot be read is a finding, too. */
    public static DesiredState read(Path file) {
        var name = file.toString();
        try {
            return Files.size(file) > LARGEST ? tooLarge(name) : parse(Files.readString(file), name);
        } catch (CharacterCodingException e) {
            return failed(name, YamlCode.MALFORMED, "it is no text in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            return failed(name, YamlCode.UNREADABLE, "it cannot be read: " + e, "check the name and the permissions");
        }
    }

    /**
     * {@return the desired state in a text}
     *
     * @param name what findings call the text, such as a file name
     */
    public static DesiredState parse(String text, String name) {
        if (text.length() > LARGEST) {
            return tooLarge(name);
        }
        var problems = new Problems(name);
        var specs = new ArrayList<Spec>();
        document(text, problems).ifPresent(node -> specs.addAll(specs(node, problems)));
        return DesiredState.read(specs, problems.findings(), problems.locations());
    }

    private static Optional<Node> document(String text, Problems problems) {
        var settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .setUseMarks(true)
                .build();
        try {
            if (isDeep(new Parse(settings).parseString(text))) {
                problems.report(
                        YamlCode.TOO_MUCH,
                        SUBJECT,
                        "",
                        problems.top(),
                        "it is nested more than %d deep".formatted(DEEPEST),
                        "check the indentation, and that it is the right file");
                return Optional.empty();
            }
            var nodes = new ArrayList<Node>();
            new Compose(settings).composeAllFromString(text).forEach(nodes::add);
            return single(nodes, problems);
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark()
                    .map(mark -> new Location(problems.top().document(), mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(problems.top());
            problems.report(
                    YamlCode.MALFORMED,
                    SUBJECT,
                    "",
                    at,
                    "it is no YAML: " + e.getProblem(),
                    "correct the text here or just before");
        } catch (YamlEngineException e) {
            problems.report(
                    YamlCode.TOO_MUCH,
                    SUBJECT,
                    "",
                    problems.top(),
                    String.valueOf(e.getMessage()),
                    "write it plainly and shorter");
        }
        return Optional.empty();
    }

    /** The composer calls itself for each level, so depth is measured on the events, before it. */
    private static boolean isDeep(Iterable<Event> events) {
        int depth = 0;
        for (var event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > DEEPEST) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Node> single(List<Node> nodes, Problems problems) {
        if (nodes.isEmpty() || (nodes.size() == 1 && YamlNode.isNothing(nodes.get(0)))) {
            problems.report(
                    YamlCode.NOT_ONE_DOCUMENT,
                    SUBJECT,
                    "",
                    problems.top(),
                    "the text is empty",
                    "start with apiVersion: " + API_VERSION);
            return Optional.empty();
        }
        if (nodes.size() > 1) {
            problems.report(
                    YamlCode.NOT_ONE_DOCUMENT,
                    SUBJECT,
                    "",
                    nodes.get(1),
                    "there are %d documents; allowed is one".formatted(nodes.size()),
                    "put everything into the first document, and remove '---' here");
        }
        var seen = new AliasCheck();
        if (!seen.isSmall(nodes.get(0))) {
            problems.report(
                    YamlCode.TOO_MUCH,
                    SUBJECT,
                    "",
                    problems.top(),
                    "its aliases blow it up, or lead in a circle",
                    "write it without aliases");
            return Optional.empty();
        }
        return Optional.of(nodes.get(0));
    }

    private static List<Spec> specs(Node node, Problems problems) {
        var known = PlacementReader.ordered("apiVersion", "kind");
        known.addAll(SpecReaders.BY_KEY.keySet());
        known.add(PROFILES);
        var root = Section.of(problems, SUBJECT, "", node, known);
        is(root, "apiVersion", API_VERSION, problems);
        is(root, "kind", KIND, problems);
        var specs = new ArrayList<Spec>();
        for (var key : root.keys()) {
            if (key.equals(PROFILES)) {
                profiles(root, problems, specs);
            } else if (SpecReaders.BY_KEY.containsKey(key)) {
                spec(root, key, problems).ifPresent(specs::add);
            }
        }
        return specs;
    }

    private static void is(Section root, String key, String wanted, Problems problems) {
        if (!root.has(key)) {
            root.missing(key, "add %s: %s".formatted(key, wanted));
        }
        root.text(key)
                .filter(text -> !text.equals(wanted))
                .ifPresent(text -> problems.report(
                        YamlCode.WRONG_KIND,
                        SUBJECT,
                        key,
                        root.node(key).map(problems::location).orElse(problems.top()),
                        "it is '%s'; allowed is %s".formatted(text, wanted),
                        "write %s: %s".formatted(key, wanted)));
    }

    private static Optional<Spec> spec(Section root, String key, Problems problems) {
        var reader = SpecReaders.BY_KEY.get(key);
        var node = root.value(key);
        if (reader == null || node.isEmpty()) {
            return Optional.empty();
        }
        var section = Section.of(problems, reader.subject(), "", node.get(), reader.keys());
        var spec = reader.read().apply(section);
        spec.ifPresent(made -> section.remember(made.id(), root.placeOf(key)));
        return spec.map(made -> (Spec) made);
    }

    private static void profiles(Section root, Problems problems, List<Spec> specs) {
        root.items(PROFILES).forEach(node -> {
            var section = Section.of(problems, "StorageProfileOverride", "", node, StorageReaders.PROFILE_KEYS);
            StorageReaders.profile(section).ifPresent(spec -> {
                section.remember(spec.id(), problems.location(node));
                specs.add(spec);
            });
        });
    }

    private static DesiredState tooLarge(String name) {
        return failed(
                name, YamlCode.TOO_MUCH, "it is larger than 1 MiB", "split it, or check that it is the right file");
    }

    private static DesiredState failed(String name, YamlCode code, String message, String remedy) {
        var problems = new Problems(name);
        problems.report(code, SUBJECT, "", problems.top(), message, remedy);
        return DesiredState.read(List.of(), problems.findings(), problems.locations());
    }
}
