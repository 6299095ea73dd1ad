package dev.ocpv.testkit.server.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule, broken alone: {@code refusals.txt} has good objects (after {@code =}), changes that make them bad, and what
 * is said then; a change after {@code ~} is made to an object that is stored.
 */
class RefusalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sender sender = Sender.to(ApiServer.builder().build()).with("Content-Type", "application/json");

    static Stream<Arguments> rules() throws IOException {
        List<Arguments> rules = new ArrayList<>();
        String path = "";
        String good = "";
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("refusals.txt")),
                StandardCharsets.UTF_8))) {
            for (String line : in.lines().toList()) {
                if (line.startsWith("= ")) {
                    int space = line.indexOf(' ', 2);
                    path = line.substring(2, space);
                    good = line.substring(space + 1);
                } else {
                    int tab = line.indexOf('\t');
                    rules.add(Arguments.of(line.substring(0, tab), line.substring(tab + 1), path, good));
                }
            }
        }
        return rules.stream();
    }

    @ParameterizedTest(name = "{2} {0}")
    @MethodSource("rules")
    void rule_that_is_broken_alone_is_what_the_refusal_is_about(String change, String said, String path, String good)
            throws IOException {
        boolean stored = change.startsWith("~ ");
        String json = stored ? change.substring(2) : change;

        Sender.Answer answer = stored ? patch(path, good, json) : sender.post(path, merged(good, json));

        assertThat(answer.status()).as(answer.response().text()).isEqualTo(422);
        assertThat(causes(answer.json())).isEqualTo(said);
    }

    private Sender.Answer patch(String path, String good, String change) throws IOException {
        sender.post(path, good).ok();
        return sender.merge(
                path + "/" + JSON.readTree(good).path("metadata").path("name").asText(), change);
    }

    private static String merged(String good, String change) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(good);
        merge(object, JSON.readTree(change));
        return object.toString();
    }

    private static void merge(ObjectNode object, JsonNode change) {
        change.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                object.remove(member.getKey());
            } else if (member.getValue().isObject() && object.get(member.getKey()) instanceof ObjectNode inner) {
                merge(inner, member.getValue());
            } else {
                object.set(member.getKey(), member.getValue());
            }
        });
    }

    private static String causes(JsonNode status) {
        List<String> causes = new ArrayList<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            String text =
                    cause.path("field").asText() + ": " + cause.path("message").asText();
            causes.add(text.lines().findFirst().orElse(""));
        }
        return String.join(" && ", causes);
    }
}
