package dev.ocpv.model.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rewrites what the Java generator wrote: drops the classes that fabric8 already has, makes the others fluent,
 * comparable and lossless, and lists the resources for {@link java.util.ServiceLoader}.
 *
 * <p>Arguments: folder of generated sources, folder of compiled classes, folder that remembers the last build,
 * folder of what the generator read.
 */
public final class FinishSources {
    static final Pattern TYPE = Pattern.compile("dev\\.ocpv\\.model\\.[\\w.]+");
    private static final String SERVICE = "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";

    private static final String NATIVE_IMAGE =
            "META-INF/native-image/dev.ocpv/ocpv-sdk-model/reachability-metadata.json";

    private final Map<String, GeneratedClass> classes = new TreeMap<>();
    private final Map<String, String> replaced = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, String> docs = new LinkedHashMap<>();

    private final KindDescriptions kinds;

    private FinishSources(KindDescriptions kinds) {
        this.kinds = kinds;
    }

    /** Runs the step. */
    public static void main(String[] args) throws IOException {
        var sources = Path.of(args[0]);
        var kept = new KeptFiles(Path.of(args[2]));
        if (kept.restore(sources, Path.of(args[3]))) {
            return;
        }
        var step = new FinishSources(KindDescriptions.read(Path.of(args[3])));
        step.read(sources);
        step.replace();
        step.write(sources, kept);
        PrepareCrds.write(Path.of(args[1]).resolve(NATIVE_IMAGE), step.reachability());
        PrepareCrds.write(Path.of(args[1]).resolve(SERVICE), step.services());
        kept.remember(Path.of(args[3]));
    }

    private String services() {
        return classes.values().stream()
                .filter(GeneratedClass::isResource)
                .map(type -> type.qualifiedName() + "\n")
                .collect(Collectors.joining());
    }

    /** What a native image has to keep: all that Jackson reaches by reflection, and the catalogue. */
    private String reachability() {
        var own =
                Stream.of("ApiObject", "ApiResource", "OpenEnum", "OpenObject").map(name -> "dev.ocpv.model." + name);
        var generated = classes.values().stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type.qualifiedName()),
                        type.enums().keySet().stream().map(name -> type.qualifiedName() + "$" + name)));
        var types = Stream.concat(own, generated).map("""
                        {"type":"%s","allDeclaredConstructors":true,"allDeclaredFields":true,"allDeclaredMethods":true}"""::formatted).collect(Collectors.joining(",\n"));
        return """
                {"reflection":[
                %s],
                "resources":[{"glob":"dev/ocpv/model/**"},{"glob":"META-INF/services/*"}]}
                """.formatted(types);
    }

    private void read(Path sources) throws IOException {
        var files = javaFiles(sources);
        var types = SourceReader.read(files);
        for (int i = 0; i < files.size(); i++) {
            var type = types.get(i);
            var replacement = type.replacement();
            if (replacement.isPresent()) {
                replaced.put(type.qualifiedName(), replacement.get());
                Files.delete(files.get(i));
            } else {
                classes.put(type.qualifiedName(), type);
            }
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private void replace() {
        classes.replaceAll((name, type) -> type.withTypes(this::finalType));
        SameShapes.merge(classes);
        classes.values().stream().filter(GeneratedClass::isResource).forEach(this::namePaths);
        classes.values().removeIf(GeneratedClass::isHolderOfTypes);
    }

    private String finalType(String type) {
        var plain = type.replace("java.lang.", "").replace("io.fabric8.kubernetes.api.model.AnyType", "Object");
        return TYPE.matcher(plain)
                .replaceAll(match -> Matcher.quoteReplacement(replaced.getOrDefault(match.group(), match.group())));
    }

    private void namePaths(GeneratedClass resource) {
        if (resource.isHolderOfTypes()) {
            resource.properties().forEach(type -> follow(type.type(), type.json(), type.doc()));
            return;
        }
        paths.put(resource.qualifiedName(), resource.name());
        docs.put(resource.qualifiedName(), kinds.of(resource));
        follow(resource.supertypes().spec(), resource.name() + ".spec", "What is wanted.");
        follow(resource.supertypes().status(), resource.name() + ".status", "What was observed.");
        nested(resource);
    }

    private void nested(GeneratedClass parent) {
        for (Property property : parent.properties()) {
            var matcher = TYPE.matcher(property.type());
            while (matcher.find()) {
                follow(matcher.group(), paths.get(parent.qualifiedName()) + "." + property.json(), property.doc());
            }
        }
    }

    private void follow(String type, String path, String doc) {
        var next = classes.get(type);
        if (next != null && paths.putIfAbsent(type, path) == null) {
            docs.put(type, doc);
            nested(next);
        }
    }

    private void write(Path sources, KeptFiles kept) throws IOException {
        for (Path file : javaFiles(sources)) {
            Files.delete(file);
        }
        classes.values().parallelStream().forEach(type -> write(type, sources, kept));
    }

    private void write(GeneratedClass type, Path sources, KeptFiles kept) {
        var file = sources.resolve(type.qualifiedName().replace('.', '/') + ".java");
        var name = type.qualifiedName();
        var text = new ClassWriter(type, paths.getOrDefault(name, type.name())).write(docs.getOrDefault(name, ""));
        try {
            kept.write(file, sources.relativize(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
