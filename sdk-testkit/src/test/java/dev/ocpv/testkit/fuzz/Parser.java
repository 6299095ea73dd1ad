package dev.ocpv.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlReader;
import dev.ocpv.testkit.server.codec.YamlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What is fed: one for each kind of text that the server reads. */
enum Parser {
    JSON {
        @Override
        void feed(Prey prey, byte[] input) {
            try {
                JsonNode tree = Json.settled(JsonReader.read(input));
                same(tree, Json.settled(JsonReader.read(JsonWriter.bytes(tree))));
            } catch (JsonReader.MalformedException e) {
                // which is how it says so
            }
            prey.send(Prey.request("POST", MAPS, "application/json", input));
            prey.send(Prey.request("POST", LAMPS, "application/json", input));
        }
    },
    YAML {
        @Override
        void feed(Prey prey, byte[] input) {
            try {
                JsonNode tree = Json.settled(YamlReader.read(input, new ArrayList<>()));
                same(tree, Json.settled(YamlReader.read(YamlWriter.bytes(tree), new ArrayList<>())));
            } catch (JsonReader.MalformedException e) {
                // which is how it says so
            }
            prey.send(Prey.request("POST", LAMPS, "application/yaml", input));
        }
    },
    LABEL_SELECTOR {
        @Override
        void feed(Prey prey, byte[] input) {
            String selector = "?labelSelector=" + encoded(input);
            prey.send(ApiRequest.of("GET", MAPS + selector));
            prey.send(ApiRequest.of("GET", "/api/v1/pods" + selector + "&watch=true"));
        }
    },
    FIELD_SELECTOR {
        @Override
        void feed(Prey prey, byte[] input) {
            String selector = "?fieldSelector=" + encoded(input);
            prey.send(ApiRequest.of("GET", "/api/v1/pods" + selector));
            prey.send(ApiRequest.of("GET", LAMPS + selector + "&watch=true"));
        }
    },
    QUERY {
        @Override
        void feed(Prey prey, byte[] input) {
            String raw = text(input).replaceAll("[^\\x21-\\x7e]", "");
            prey.send(ApiRequest.of("GET", LAMPS + "?" + raw));
            prey.send(ApiRequest.of("GET", MAPS + "?limit=1&continue=" + encoded(input)));
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(input);
            prey.send(ApiRequest.of("GET", MAPS + "?limit=1&continue=" + token));
            prey.send(ApiRequest.of("DELETE", MAPS + "/map?" + raw));
            prey.send(Prey.request("DELETE", LAMPS + "/lamp", "application/json", input));
        }
    },
    PATH {
        @Override
        void feed(Prey prey, byte[] input) {
            String[] lines = text(input).split("\n", 2);
            String accept = lines.length > 1 ? lines[1].replaceAll("[\r\n]", "") : "";
            for (String method : List.of("GET", "POST")) {
                prey.send(new ApiRequest(method, "/" + lines[0], Map.of("Accept", List.of(accept)), new byte[0]));
            }
        }
    },
    JSON_PATCH {
        @Override
        void feed(Prey prey, byte[] input) {
            patch(prey, "application/json-patch+json", input);
        }
    },
    MERGE_PATCH {
        @Override
        void feed(Prey prey, byte[] input) {
            patch(prey, "application/merge-patch+json", input);
        }
    },
    STRATEGIC_MERGE {
        @Override
        void feed(Prey prey, byte[] input) {
            patch(prey, "application/strategic-merge-patch+json", input);
        }
    },
    APPLY {
        @Override
        void feed(Prey prey, byte[] input) {
            String apply = "application/apply-patch+yaml";
            prey.send(Prey.request("PATCH", LAMPS + "/lamp?fieldManager=f&force=true", apply, input));
            prey.send(Prey.request("PATCH", PODS + "/pod?fieldManager=f&force=true", apply, input));
            prey.send(Prey.request("PATCH", LAMPS + "/new?fieldManager=f", apply, input));
        }
    },
    MANAGED_FIELDS {
        @Override
        void feed(Prey prey, byte[] input) {
            String lamp = "{\"apiVersion\":\"fuzz.ocpv.dev/v1\",\"kind\":\"Lamp\",\"metadata\":{\"name\":\"lamp\","
                    + "\"managedFields\":[{\"manager\":\"m\",\"operation\":\"Apply\",\"fieldsType\":\"FieldsV1\","
                    + "\"apiVersion\":\"fuzz.ocpv.dev/v1\",\"time\":\"2026-01-01T00:00:00Z\",\"fieldsV1\":"
                    + text(input) + "}]},\"spec\":{\"any\":{\"x\":1}}}";
            byte[] body = lamp.getBytes(StandardCharsets.UTF_8);
            prey.send(Prey.request("PUT", LAMPS + "/lamp", "application/json", body));
            String owner =
                    "{\"apiVersion\":\"fuzz.ocpv.dev/v1\",\"kind\":\"Lamp\",\"spec\":{\"list\":[{\"k\":\"z\"}]}}";
            byte[] apply = owner.getBytes(StandardCharsets.UTF_8);
            String target = LAMPS + "/lamp?fieldManager=m&force=true";
            prey.send(Prey.request("PATCH", target, "application/apply-patch+yaml", apply));
        }
    },
    SCHEMA {
        @Override
        void feed(Prey prey, byte[] input) {
            define(prey, "{\"openAPIV3Schema\":" + text(input) + "}", "");
        }
    },
    CEL {
        @Override
        void feed(Prey prey, byte[] input) {
            ObjectNode rule = JsonNodeFactory.instance.objectNode().put("rule", text(input));
            define(
                    prey,
                    "{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\","
                            + "\"x-kubernetes-validations\":[" + rule
                            + "],\"properties\":{\"i\":{\"type\":\"integer\"},"
                            + "\"s\":{\"type\":\"string\",\"maxLength\":20},\"l\":{\"type\":\"array\",\"maxItems\":5,"
                            + "\"items\":{\"type\":\"string\",\"maxLength\":9}}}}}}}",
                    "");
        }
    },
    JSON_PATH {
        @Override
        void feed(Prey prey, byte[] input) {
            ObjectNode column = JsonNodeFactory.instance
                    .objectNode()
                    .put("name", "C")
                    .put("type", "string")
                    .put("jsonPath", text(input));
            String columns = ",\"additionalPrinterColumns\":[" + column + "]";
            define(
                    prey,
                    "{\"openAPIV3Schema\":{\"type\":\"object\",\"x-kubernetes-preserve-unknown-fields\":true}}",
                    columns);
        }
    },
    VALUE {
        @Override
        void feed(Prey prey, byte[] input) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode();
            Definitions.FORMATS.forEach(format -> spec.put(format, text(input)));
            ObjectNode value = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "fuzz.ocpv.dev/v1")
                    .put("kind", "Value");
            value.putObject("metadata").put("name", "v");
            value.set("spec", spec);
            prey.send(ApiRequest.of("POST", VALUES, value.toString()));
            String pod = Definitions.pod(
                    "p", JsonNodeFactory.instance.textNode(text(input)).toString());
            prey.send(ApiRequest.of("POST", PODS, pod));
        }
    },
    HTTP {
        @Override
        void feed(Prey prey, byte[] input) {
            prey.sendOnTheWire(input);
        }
    };

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String LAMPS = "/apis/fuzz.ocpv.dev/v1/namespaces/default/lamps";
    private static final String VALUES = "/apis/fuzz.ocpv.dev/v1/namespaces/default/values";
    private static final String NEWS = "/apis/news.ocpv.dev/v1/news";

    /** Sends it where it is read; throws where the answer is out of order. */
    abstract void feed(Prey prey, byte[] input);

    private static void patch(Prey prey, String type, byte[] input) {
        for (String target : List.of(LAMPS + "/lamp", MAPS + "/map", PODS + "/pod")) {
            prey.send(Prey.request("PATCH", target, type, input));
        }
    }

    private static void define(Prey prey, String schema, String more) {
        String definition = "{\"apiVersion\":\"apiextensions.k8s.io/v1\",\"kind\":\"CustomResourceDefinition\","
                + "\"metadata\":{\"name\":\"news.news.ocpv.dev\"},\"spec\":{\"group\":\"news.ocpv.dev\","
                + "\"scope\":\"Cluster\",\"names\":{\"plural\":\"news\",\"kind\":\"News\"},\"versions\":[{\"name\":\"v1\","
                + "\"served\":true,\"storage\":true,\"schema\":" + schema + more + "}]}}";
        prey.send(ApiRequest.of("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition));
        for (String spec : List.of(
                "{}", "{\"i\":1,\"s\":\"a\",\"l\":[\"x\",\"y\"]}", "{\"i\":-5,\"s\":\"\",\"l\":[]}", "[1]", "null")) {
            prey.send(ApiRequest.of("POST", NEWS, Definitions.news("n" + spec.length(), spec)));
        }
        prey.send(ApiRequest.of("PUT", NEWS + "/n2", Definitions.news("n2", "{\"i\":2}")));
        String table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
        prey.send(new ApiRequest("GET", NEWS, Map.of("Accept", List.of(table)), new byte[0]));
    }

    private static void same(JsonNode wanted, JsonNode got) {
        // as they are written: half a surrogate pair is no character
        if (!wanted.equals(got) && !Arrays.equals(JsonWriter.bytes(wanted), JsonWriter.bytes(got))) {
            throw new AssertionError("read again, " + wanted + " is " + got);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] input) {
        return URLEncoder.encode(text(input), StandardCharsets.UTF_8);
    }
}
