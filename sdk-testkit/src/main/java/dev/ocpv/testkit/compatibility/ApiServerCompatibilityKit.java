package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Sends recorded requests to a server, in memory or real, and says how near its answers come to the recorded ones. */
public final class ApiServerCompatibilityKit {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final List<String> HEADERS = List.of("content-type", "warning");

    private final Endpoint endpoint;

    private ApiServerCompatibilityKit(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** {@return a kit for a server, which should be a fresh one for each recording} */
    public static ApiServerCompatibilityKit of(Endpoint endpoint) {
        return new ApiServerCompatibilityKit(endpoint);
    }

    /** {@return every compared exchange of the recording, in order} */
    public List<Exchange> replay(Recording recording) {
        for (JsonNode definition : recording.definitions()) {
            send("POST", DEFINITIONS, Map.of("Content-Type", "application/json"), definition.toString());
        }
        endpoint.pause(Duration.ofSeconds(3));
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode one : recording.cases()) {
            exchanges.addAll(replay(recording.name(), one));
        }
        return exchanges;
    }

    private List<Exchange> replay(String recording, JsonNode one) {
        int index = one.path("index").asInt();
        String plain = recording.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String namespace = "replay-" + plain + "-" + index;
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        variables.put("ns", TextNode.valueOf(namespace));
        send(
                "POST",
                "/api/v1/namespaces",
                Map.of("Content-Type", "application/json"),
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + namespace + "\"}}");
        List<Exchange> exchanges = new ArrayList<>();
        int number = 0;
        for (JsonNode step : one.path("steps")) {
            number++;
            List<String> hard = new ArrayList<>();
            List<String> all = replayStep(step, variables, namespace, hard);
            if (!step.path("cleanup").asBoolean()) {
                Exchange.Grade grade = all.isEmpty()
                        ? Exchange.Grade.AS_RECORDED
                        : hard.isEmpty() ? Exchange.Grade.IN_OTHER_WORDS : Exchange.Grade.DIFFERENT;
                String title = one.path("title").asText();
                String request = step.path("req").asText();
                exchanges.add(new Exchange(recording, index, title, number, request, grade, all));
            }
        }
        return exchanges;
    }

    private List<String> replayStep(
            JsonNode step, Map<String, JsonNode> variables, String namespace, List<String> hard) {
        if (step.has("wait")) {
            endpoint.pause(Duration.ofMillis((long) (step.path("wait").asDouble() * 1000)));
        }
        ApiResponse response = send(step, variables);
        boolean stream = step.path("req").asText().contains("watch=true") && response.status() == 200;
        JsonNode answer = Documents.parse(response.text(), stream);
        step.path("save")
                .properties()
                .forEach(save -> variables.put(
                        save.getKey(), Documents.dig(answer, save.getValue().asText())));
        List<Pattern> patterns = new ArrayList<>();
        step.path("mask").forEach(mask -> patterns.add(Pattern.compile(mask.asText())));
        JsonNode masked = new Masks(namespace, patterns).masked(answer);
        step.path("ignore").forEach(path -> Documents.drop(masked, path.asText()));
        return compare(step, response, masked, new Masks(namespace, List.of()), hard);
    }

    private static List<String> compare(
            JsonNode step, ApiResponse response, JsonNode got, Masks masks, List<String> hard) {
        List<String> all = new ArrayList<>();
        int status = step.path("status").asInt();
        if (status != response.status()) {
            all.add("status: want " + status + ", got " + response.status());
            hard.add("status");
        }
        for (String name : HEADERS) {
            JsonNode recorded = step.path("answerHeaders").path(name);
            String want = recorded.isTextual() ? recorded.textValue() : "";
            String have = masks.text(header(response, name));
            if (!Objects.equals(want, have)) {
                all.add("header " + name + ": want " + want + ", got " + have);
                if (!name.equals("warning") || want.isEmpty() != have.isEmpty()) {
                    hard.add("header");
                }
            }
        }
        Comparison.differences("answer", step.path("answer"), got, all);
        Comparison.differences("answer", Comparison.wordless(step.path("answer")), Comparison.wordless(got), hard);
        return all;
    }

    private static String header(ApiResponse response, String name) {
        List<String> values = new ArrayList<>();
        response.headers().forEach((key, list) -> {
            if (key.equalsIgnoreCase(name)) {
                values.addAll(list);
            }
        });
        return String.join(", ", values);
    }

    private ApiResponse send(JsonNode step, Map<String, JsonNode> variables) {
        String[] line = Documents.fill(step.path("req").asText(), variables).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        step.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(), Documents.fill(header.getValue().asText(), variables)));
        String body = "";
        if (step.hasNonNull("body")) {
            headers.putIfAbsent("Content-Type", step.path("type").asText("application/json"));
            JsonNode filled = Documents.fill(step.get("body"), variables);
            body = filled.isTextual() ? filled.textValue() : Documents.asSent(filled);
        }
        if (step.hasNonNull("accept")) {
            headers.put("Accept", step.path("accept").asText());
        }
        return send(line[0], line[1], headers, body);
    }

    private ApiResponse send(String method, String target, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("User-Agent", List.of("replay"));
        all.put("Accept", List.of("application/json"));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return endpoint.send(new ApiRequest(method, target, all, body.getBytes(StandardCharsets.UTF_8)));
    }
}
