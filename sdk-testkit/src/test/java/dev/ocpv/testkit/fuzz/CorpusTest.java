package dev.ocpv.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds each parser once more what a fuzzer found worth keeping. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void what_a_fuzzer_found_is_answered_in_order(Parser parser) {
        Prey prey = Definitions.prey();
        Map<String, byte[]> corpus = Corpus.of(parser);

        assertThat(corpus).isNotEmpty();
        corpus.forEach((name, input) -> {
            prey.reset();
            assertThatCode(() -> parser.feed(prey, input))
                    .as("%s %s %s", parser, name, HexFormat.of().formatHex(input))
                    .doesNotThrowAnyException();
        });
    }
}
