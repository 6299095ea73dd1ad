package dev.ocpv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is public is a promise: it is written down in {@code docs/api}, and changes with it.
 *
 * <p>After an intended change, write it down with {@code mvn verify -Dapi.update=true} and review the difference.
 */
class PublicApiTest {
    private static final Path DOCS = Path.of("..", "docs", "api");
    private static final List<String> JSON =
            List.of("com.fasterxml.jackson.core.", "com.fasterxml.jackson.databind.", "tools.jackson.");
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.ocpv");

    @ParameterizedTest
    @CsvSource({"sdk-core, sdk-core", "sdk-testkit, sdk-testkit"})
    void public_api_is_as_written_down(String module, String file) throws IOException {
        var written = DOCS.resolve(file + ".txt");
        var now = lines(module);
        if (Boolean.getBoolean("api.update")) {
            Files.createDirectories(DOCS);
            Files.write(written, now);
        }

        var promised = Files.readAllLines(written);
        var about = "public API of " + module + ", against " + written + " (update it with -Dapi.update=true): ";
        assertThat(without(now, promised)).as(about + "new").isEmpty();
        assertThat(without(promised, now)).as(about + "gone").isEmpty();
    }

    @Test
    void no_public_signature_names_a_json_library() {
        var naming = publicClasses()
                .flatMap(c -> c.getMembers().stream())
                .filter(PublicApiTest::isPromised)
                .filter(member -> types(member).anyMatch(type -> JSON.stream().anyMatch(type::startsWith)))
                .map(JavaMember::getFullName)
                .toList();

        assertThat(naming).isEmpty();
    }

    private static List<String> without(List<String> all, List<String> those) {
        var rest = new TreeSet<>(all);
        rest.removeAll(those);
        return List.copyOf(rest);
    }

    private static List<String> lines(String module) {
        var lines = new TreeSet<String>();
        publicClasses().filter(c -> isIn(c, module)).forEach(c -> {
            lines.add(c.getFullName());
            c.getMembers().stream()
                    .filter(PublicApiTest::isPromised)
                    .forEach(member -> lines.add(c.getFullName() + " " + signature(member)));
        });
        return List.copyOf(lines);
    }

    private static Stream<JavaClass> publicClasses() {
        return CLASSES.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(c -> c.getEnclosingClass()
                        .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                        .orElse(true))
                .filter(c -> !c.getPackageName().contains(".internal"))
                // below the server's own package is machinery, public only because Java knows no friends
                .filter(c -> !c.getPackageName().startsWith("dev.ocpv.testkit.server."))
                .filter(c -> !c.getPackageName().startsWith("dev.ocpv.examples"));
    }

    private static boolean isIn(JavaClass c, String module) {
        var source = c.getSource().orElseThrow().getUri().toString();
        return source.contains("/" + module + "/") || source.contains("/ocpv-" + module + "-");
    }

    private static boolean isPromised(JavaMember member) {
        var modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static String signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getName() + ": " + field.getRawType().getName();
        }
        var unit = (JavaCodeUnit) member;
        return unit.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .collect(Collectors.joining(
                        ", ",
                        unit.getName() + "(",
                        "): " + unit.getRawReturnType().getName()));
    }

    private static Stream<String> types(JavaMember member) {
        return member instanceof JavaCodeUnit unit
                ? Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .map(JavaType::getName)
                : Stream.of(((JavaField) member).getRawType().getName());
    }
}
