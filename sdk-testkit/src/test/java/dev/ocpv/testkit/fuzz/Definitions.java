package dev.ocpv.testkit.fuzz;

import dev.ocpv.testkit.server.ApiRequest;
import java.util.List;

/** The world that the prey lives in. */
final class Definitions {
    static final List<String> FORMATS = List.of(
            "bsonobjectid",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "cidr",
            "mac",
            "uuid",
            "uuid3",
            "uuid4",
            "uuid5",
            "isbn",
            "isbn10",
            "isbn13",
            "creditcard",
            "ssn",
            "hexcolor",
            "rgbcolor",
            "byte",
            "password",
            "date",
            "duration",
            "datetime",
            "date-time",
            "k8s-short-name",
            "k8s-long-name");

    private static final List<String> RULES = List.of(
            "isQuantity(self.uri) ? quantity(self.uri).asApproximateFloat() >= quantity('-1').asApproximateFloat() : true",
            "isURL(self.uri) ? url(self.uri).getHost() != 'x' : true",
            "isIP(self.uri) ? ip(self.uri).family() > 0 : true",
            "isCIDR(self.uri) ? cidr(self.uri).prefixLength() >= 0 : true",
            "isSemver(self.uri) ? semver(self.uri).major() >= 0 : true",
            "self.uri.matches('^a*$') || true",
            "format.named('uri').hasValue() || true",
            "self.uri.split(',').join('-').lowerAscii() != 'x'");

    private Definitions() {}

    static Prey prey() {
        String pods = "/api/v1/namespaces/default/pods";
        return new Prey(
                List.of(lamps(), values()),
                List.of(
                        ApiRequest.of("POST", "/api/v1/namespaces/default/configmaps", map()),
                        ApiRequest.of("POST", pods, pod("pod", "\"1\"")),
                        ApiRequest.of("POST", "/apis/fuzz.ocpv.dev/v1/namespaces/default/lamps", lamp())));
    }

    private static String map() {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"map\","
                + "\"labels\":{\"a\":\"b\"}},\"data\":{\"k\":\"v\"}}";
    }

    static String pod(String name, String cpu) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{"
                + "\"tolerations\":[{\"key\":\"t\",\"operator\":\"Exists\"}],\"containers\":[{\"name\":\"c\","
                + "\"image\":\"i\",\"ports\":[{\"containerPort\":80}],\"env\":[{\"name\":\"E\",\"value\":\"1\"}],"
                + "\"resources\":{\"limits\":{\"cpu\":" + cpu + "}}}]}}";
    }

    private static String lamp() {
        return "{\"apiVersion\":\"fuzz.ocpv.dev/v1\",\"kind\":\"Lamp\",\"metadata\":{\"name\":\"lamp\"},\"spec\":{"
                + "\"list\":[{\"k\":\"a\",\"v\":1},{\"k\":\"b\"}],\"set\":[\"x\"],\"any\":{\"x\":{\"y\":[1,2]}}}}";
    }

    static String news(String name, String spec) {
        return "{\"apiVersion\":\"news.ocpv.dev/v1\",\"kind\":\"News\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":" + spec + "}";
    }

    private static String lamps() {
        return definition("lamps", "Lamp", """
                {"type":"object","properties":{"spec":{"type":"object","properties":{
                "list":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],"items":{"type":
                "object","required":["k"],"properties":{"k":{"type":"string"},"v":{"type":"integer"}}}},
                "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
                "any":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
                "port":{"x-kubernetes-int-or-string":true},"d":{"type":"string","default":"x","nullable":true}}}}}""");
    }

    private static String values() {
        StringBuilder properties = new StringBuilder();
        for (String format : FORMATS) {
            properties
                    .append(properties.isEmpty() ? "" : ",")
                    .append('"')
                    .append(format)
                    .append("\":{\"type\":\"string\",");
            properties.append("\"maxLength\":50,\"format\":\"").append(format).append("\"}");
        }
        StringBuilder rules = new StringBuilder();
        for (String rule : RULES) {
            rules.append(rules.isEmpty() ? "" : ",")
                    .append("{\"rule\":\"")
                    .append(rule)
                    .append("\"}");
        }
        return definition(
                "values",
                "Value",
                "{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\",\"x-kubernetes-validations\":["
                        + rules + "],\"properties\":{" + properties + "}}}}");
    }

    private static String definition(String plural, String kind, String schema) {
        return "{\"apiVersion\":\"apiextensions.k8s.io/v1\",\"kind\":\"CustomResourceDefinition\",\"metadata\":{\"name\":\""
                + plural
                + ".fuzz.ocpv.dev\"},\"spec\":{\"group\":\"fuzz.ocpv.dev\",\"scope\":\"Namespaced\",\"names\":{"
                + "\"plural\":\"" + plural + "\",\"kind\":\"" + kind
                + "\"},\"versions\":[{\"name\":\"v1\",\"served\":true,"
                + "\"storage\":true,\"subresources\":{\"status\":{}},\"schema\":{\"openAPIV3Schema\":" + schema
                + "}}]}}";
    }
}
