package dev.ocpv.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds each parser once more what a fuzzer found worth keeping. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void what_a_fuzzer_found_is_answered_in_order(Parser parser) {
        Prey prey = Definitions.prey();
        Map<String, byte[]> corpus = corpus(parser);

        assertThat(corpus).isNotEmpty();
        corpus.forEach((name, input) -> {
            prey.reset();
            assertThatCode(() -> parser.feed(prey, input))
                    .as("%s %s %s", parser, name, HexFormat.of().formatHex(input))
                    .doesNotThrowAnyException();
        });
    }

    private static Map<String, byte[]> corpus(Parser parser) {
        String file = parser.name().toLowerCase(Locale.ROOT) + ".zip";
        Map<String, byte[]> corpus = new LinkedHashMap<>();
        try (InputStream in = CorpusTest.class.getResourceAsStream(file)) {
            if (in != null) {
                ZipInputStream zip = new ZipInputStream(in);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    corpus.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return corpus;
    }
}
