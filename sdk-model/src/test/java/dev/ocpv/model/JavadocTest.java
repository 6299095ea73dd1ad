package dev.ocpv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.FieldExplanation;
import dev.ocpv.model.catalog.Release;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue says of a field stands in the sources, where an IDE shows it. */
class JavadocTest {
    private static final Path SOURCES = Path.of("target/generated-sources/crd");
    private static final Pattern COMMENTED_FIELD = Pattern.compile("\\*/\\s*(@[^\\n]+\\n\\s*)*private (?!static)");

    static List<Class<?>> types() {
        return ModelClasses.all().stream()
                .filter(type -> Files.exists(source(type)))
                .toList();
    }

    static List<Class<?>> resources() {
        return types().stream().filter(ApiResource.class::isAssignableFrom).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_class_says_where_it_stands_and_its_fields_are_left_to_the_accessors(Class<?> type) throws IOException {
        var source = Files.readString(source(type));

        assertThat(source).containsPattern("\\*/\\s*(@[^\\n]+\\n\\s*)*public class " + type.getSimpleName());
        assertThat(COMMENTED_FIELD.matcher(source).find()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_described_field_is_described_where_it_is_read_and_where_it_is_set(Class<?> type) throws IOException {
        var catalog = ApiCatalog.load();
        var crd = catalog.crdNameOf(type.getSimpleName()).orElseThrow();
        var version = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        var wanted = new TreeMap<String, FieldExplanation>();
        for (Release release : Release.values()) {
            if (catalog.servedVersions(crd, release).contains(version)) {
                collect(catalog.explain(plural(crd), version, release).field(), wanted);
            }
        }

        var missing = new ArrayList<String>();
        int seen = compare(type, "", wanted, missing);
        var parts = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] instanceof Class<?> part && isOurs(part)) {
                seen += compare(part, i == 0 ? "spec" : "status", wanted, missing);
            }
        }

        assertThat(comment(Files.readString(source(type)), "class"))
                .contains(words(wanted.get("").description()));
        assertThat(missing).isEmpty();
        assertThat(seen).isPositive();
    }

    @Test
    void there_are_sources_to_look_at() {
        assertThat(types()).hasSizeGreaterThan(500);
        assertThat(resources()).hasSize(44);
    }

    private static int compare(Class<?> type, String path, Map<String, FieldExplanation> wanted, List<String> missing)
            throws IOException {
        var source = Files.readString(source(type));
        int seen = 0;
        for (Field field : ModelClasses.fields(type)) {
            var name = field.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class)
                    .value();
            var way = path.isEmpty() ? name : path + "." + name;
            var explained = wanted.get(way);
            if (explained != null && !explained.description().isEmpty()) {
                seen++;
                for (String accessor : List.of("get", "with")) {
                    if (!comment(source, accessor + ModelClasses.capitalised(field))
                            .contains(words(explained.description()))) {
                        missing.add(type.getName() + " " + accessor + " " + way);
                    }
                }
            }
            var nested = nested(field);
            if (nested != null) {
                seen += compare(nested, way, wanted, missing);
            }
        }
        return seen;
    }

    /** {@return the class of a nested object, of the items of a list or of the values of a map, when it is one of ours} */
    private static Class<?> nested(Field field) {
        var type = field.getType() == List.class || field.getType() == Map.class
                ? ModelClasses.element(field)
                : field.getType();
        return type instanceof Class<?> one && isOurs(one) ? one : null;
    }

    private static boolean isOurs(Class<?> type) {
        return ApiObject.class.isAssignableFrom(type) && Files.exists(source(type));
    }

    private static void collect(FieldExplanation field, Map<String, FieldExplanation> all) {
        all.put(field.path().replace("[]", ""), field);
        field.fields().forEach(child -> collect(child, all));
    }

    /** {@return the words of the comment above a method, or above the class} */
    private static String comment(String source, String name) {
        var end = source.indexOf("class".equals(name) ? "public class " : " " + name + "(");
        var before = end < 0 ? "" : source.substring(0, end);
        var start = before.lastIndexOf("/**");
        return start < 0 ? "" : words(before.substring(start).replaceAll("(?m)^\\s*\\*", ""));
    }

    private static String words(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#64;", "@")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String plural(String crd) {
        return crd.substring(0, crd.indexOf('.'));
    }

    private static Path source(Class<?> type) {
        return SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    }
}
