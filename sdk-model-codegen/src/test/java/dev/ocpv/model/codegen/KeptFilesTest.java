package dev.ocpv.model.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {

    @Test
    void the_last_result_comes_back_with_its_time_when_nothing_changed(@TempDir Path folder) throws IOException {
        var inputs = Files.createDirectory(folder.resolve("inputs"));
        Files.writeString(inputs.resolve("a.yaml"), "a");
        var target = folder.resolve("target");
        var kept = new KeptFiles(folder.resolve("kept"));
        kept.write(target.resolve("A.java"), Path.of("A.java"), "class A {}");
        kept.remember(inputs);
        var time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(folder.resolve("kept/A.java"), time);
        Files.writeString(target.resolve("A.java"), "raw");

        var restored = kept.restore(target, inputs);

        assertThat(restored).isTrue();
        assertThat(target.resolve("A.java")).hasContent("class A {}");
        assertThat(Files.getLastModifiedTime(target.resolve("A.java"))).isEqualTo(time);
    }

    @Test
    void a_changed_input_is_worked_on_again(@TempDir Path folder) throws IOException {
        var inputs = Files.createDirectory(folder.resolve("inputs"));
        Files.writeString(inputs.resolve("a.yaml"), "a");
        var kept = new KeptFiles(folder.resolve("kept"));
        kept.write(folder.resolve("target/A.java"), Path.of("A.java"), "class A {}");
        kept.remember(inputs);

        Files.writeString(inputs.resolve("a.yaml"), "b");

        assertThat(kept.restore(folder.resolve("target"), inputs)).isFalse();
    }
}
