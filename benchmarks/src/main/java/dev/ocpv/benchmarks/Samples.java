package dev.ocpv.benchmarks;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is stored while measuring. */
final class Samples {
    static final String NAMESPACE = "default";
    static final String CONFIG_MAPS = "/api/v1/namespaces/" + NAMESPACE + "/configmaps";
    static final Release RELEASE = Release.OCP_4_17;

    private static final int MADE_UP = 5;
    private static final int FIELDS = 250;

    private Samples() {}

    static ConfigMap configMap(String name, int i) {
        return configMap(NAMESPACE, name, i);
    }

    static ConfigMap configMap(String namespace, String name, int i) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app", "a" + i % 10)
                .endMetadata()
                .addToData("key", "value-" + i)
                .build();
    }

    /** {@return an object to fill a server with, as JSON} */
    static String filling(int i) {
        String rare = i % 100 == 0 ? ",\"rare\":\"yes\"" : "";
        return ("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"namespace\":\"%s\",\"name\":\"filling-%d\","
                        + "\"labels\":{\"app\":\"a%d\"%s}},\"data\":{\"key\":\"value-%d\"}}")
                .formatted(NAMESPACE, i, i % 10, rare, i);
    }

    /** {@return the definitions of OpenShift that come with the model, each on one line} */
    static List<String> definitions() {
        ApiCatalog catalog = ApiCatalog.load();
        return catalog.crdNames().stream()
                .map(name -> catalog.crdJson(name, RELEASE))
                .toList();
    }

    /** {@return made-up definitions of an average size, as many as make 47 with those of the model, each on one line} */
    static List<String> madeUpDefinitions() {
        return IntStream.range(0, MADE_UP).mapToObj(Samples::madeUpDefinition).toList();
    }

    private static String madeUpDefinition(int number) {
        String fields = IntStream.range(0, FIELDS)
                .mapToObj(i -> "\"field%d\":{\"type\":\"string\",\"maxLength\":%d}".formatted(i, 10 + i))
                .collect(Collectors.joining(","));
        return ("{\"apiVersion\":\"apiextensions.k8s.io/v1\",\"kind\":\"CustomResourceDefinition\","
                        + "\"metadata\":{\"name\":\"lamps%1$d.example.com\"},\"spec\":{\"group\":\"example.com\",\"scope\":\"Namespaced\","
                        + "\"names\":{\"plural\":\"lamps%1$d\",\"singular\":\"lamp%1$d\",\"kind\":\"Lamp%1$d\",\"listKind\":\"Lamp%1$dList\"},"
                        + "\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true,\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\","
                        + "\"properties\":{\"spec\":{\"type\":\"object\",\"properties\":{%2$s}}}}}}]}}")
                .formatted(number, fields);
    }

    /** {@return a HyperConverged of 3 KB as JSON without white space; its {@code parallelMigrationsPerCluster} is 17} */
    static String hyperConverged() {
        try (InputStream in = Samples.class.getResourceAsStream("hyperconverged.json")) {
            if (in == null) {
                throw new IllegalStateException("hyperconverged.json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
