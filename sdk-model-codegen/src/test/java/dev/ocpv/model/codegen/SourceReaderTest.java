package dev.ocpv.model.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.codegen.GeneratedClass.Supertypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
    @TempDir
    Path folder;

    @Test
    void reads_fields_with_their_names_types_and_descriptions() throws IOException {
        var read = read("""
                package a.b;
                public class Pool {
                    /**
                     * Where it is.
                     * Second line, {@code 1 < 2}.
                     */
                    @com.fasterxml.jackson.annotation.JsonProperty("host-path")
                    private java.util.Map<String,java.util.List<Long>> hostPath;
                    @JsonProperty("_default")
                    private String _default;
                    private static final long serialVersionUID = 1L;
                }
                """);
        assertThat(read.qualifiedName()).isEqualTo("a.b.Pool");
        assertThat(read.isResource()).isFalse();
        assertThat(read.properties())
                .containsExactly(
                        new Property(
                                "host-path",
                                "hostPath",
                                "java.util.Map<String, java.util.List<Long>>",
                                "Where it is.\n Second line, {@code 1 < 2}."),
                        new Property("_default", Names.field("_default"), "String", ""));
    }

    @Test
    void reads_the_values_of_an_enum_and_not_its_field() throws IOException {
        var read = read("""
                package a;
                class Mode {
                    enum Kind {
                        @JsonProperty("rw") RW("rw"), @JsonProperty("ro") RO("ro");
                        String value;
                        Kind(String value) { this.value = value; }
                    }
                }
                """);
        assertThat(read.enums()).isEqualTo(Map.of("Kind", List.of("rw", "ro")));
    }

    @Test
    void reads_what_a_resource_is_and_extends() throws IOException {
        var read = read("""
                package a;
                @x.Version(value = "v1", served = true)
                @x.Plural("disks")
                class Disk extends x.CustomResource<a.DiskSpec, java.lang.Void> implements x.Namespaced {}
                """);
        assertThat(read.resource())
                .containsExactly("@x.Version(value = \"v1\", served = true)", "@x.Plural(\"disks\")");
        assertThat(read.supertypes()).isEqualTo(new Supertypes("a.DiskSpec", "java.lang.Void", true));
    }

    private GeneratedClass read(String source) throws IOException {
        return SourceReader.read(List.of(Files.writeString(folder.resolve("Source.java"), source)))
                .get(0);
    }
}
