package dev.ocpv.model.hco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.hco.v1beta1.HyperConverged;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HyperConvergedConversionTest {
    private final HyperConvergedConversion conversion = HyperConvergedConversion.withGates();

    static Stream<Arguments> paths() throws IOException {
        return lines("paths.tsv").skip(2).map(line -> Arguments.of((Object[]) line.split("\t", -1)));
    }

    private static Stream<String> lines(String name) throws IOException {
        try (var stream = Objects.requireNonNull(PathMap.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @Test
    void the_table_is_what_was_observed_of_the_operator() throws IOException {
        var observed = lines("/facts/conversion-paths.tsv").skip(1).map(HyperConvergedConversionTest::kindAsObserved);

        assertThat(paths().map(Arguments::get).map(List::of))
                .hasSize(78)
                .containsExactlyInAnyOrderElementsOf(observed.toList());
    }

    private static List<Object> kindAsObserved(String line) {
        var cells = line.split("\t", -1);
        return List.of(cells[0], cells[1], kind(cells[2]));
    }

    private static String kind(String observed) {
        return switch (observed) {
            case "dropped", "dropped (ignored gate)" -> "none";
            case "moved", "moved+renamed", "moved+flattened" -> "moved";
            case "featureGate" -> "gate";
            case "featureGate (1.18)" -> "gate-until-4.22";
            case "featureGate->field (1.19+)" -> "field-after-4.22";
            case "featureGate->field (1.19+) inverted" -> "field-after-4.22-inverted";
            default -> throw new AssertionError(observed);
        };
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_is_converted_to_v1_and_back(String v1beta1, String v1, String kind) {
        var converter = converter(kind);
        var inverted = kind.endsWith("inverted");
        var value = isSwitch(v1beta1) ? (Object) !inverted : "value";
        var old = Documents.with("v1beta1", v1beta1, isSwitch(v1beta1) ? true : "value");

        var converted = converter.toV1(old);

        if (v1.isEmpty()) {
            assertThat(converted.unmapped()).containsExactly(v1beta1.replace("[]", "[0]"));
        } else {
            assertThat(converted.isComplete()).isTrue();
            assertThat(converted.result()).isEqualTo(Documents.with("v1", v1, value));
            assertThat(converter.toV1beta1(converted.result())).isEqualTo(new Conversion<>(old, List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_is_converted_to_v1beta1_and_back(String v1beta1, String v1, String kind) {
        if (v1.isEmpty()) {
            return;
        }
        var converter = converter(kind);
        var inverted = kind.endsWith("inverted");
        var newer = Documents.with("v1", v1, isSwitch(v1beta1) ? (Object) !inverted : "value");

        var converted = converter.toV1beta1(newer);

        assertThat(converted.isComplete()).isTrue();
        assertThat(converted.result())
                .isEqualTo(Documents.with("v1beta1", v1beta1, isSwitch(v1beta1) ? true : "value"));
        assertThat(converter.toV1(converted.result())).isEqualTo(new Conversion<>(newer, List.of()));
    }

    @Test
    void a_field_that_only_v1_has_travels_in_the_annotation() {
        var newer = Documents.with("v1", "spec.observability.allowedAlerts", List.of("none"));
        Places.add(newer, "spec.featureGates", Map.of("name", "template"));

        var older = conversion.toV1beta1(newer);

        assertThat(older.unmapped()).containsExactly("spec.observability", "spec.featureGates[name=template]");
        assertThat(older.result().get("spec")).isEqualTo(Map.of());
        assertThat(Serialization.asJson(older.result())).contains(HyperConvergedConversion.V1_ONLY_FIELDS);
        assertThat(conversion.toV1(older.result()).result()).containsEntry("spec", newer.get("spec"));
    }

    @Test
    void the_document_wins_over_the_annotation() {
        var newer = Documents.with("v1", "spec.observability.allowedAlerts", List.of("none"));
        var older = conversion.toV1beta1(newer).result();
        Places.set(older, "spec.evictionStrategy", "None");

        var again = conversion.toV1(older).result();

        assertThat(again.get("spec"))
                .isEqualTo(Map.of(
                        "virtualization", Map.of("evictionStrategy", "None"),
                        "observability", Map.of("allowedAlerts", List.of("none"))));
        assertThat(again).doesNotContainKey("annotations");
    }

    @Test
    void typed_documents_are_converted_with_name_and_status() {
        var old = new HyperConverged()
                .withName("kubevirt-hyperconverged")
                .withSpec(spec -> spec.withFeatureGates(
                                gates -> gates.withAlignCPUs(true).withVideoConfig(false))
                        .withLiveMigrationConfig(migration -> migration.withNetwork("migration")))
                .withStatus(status -> status.withObservedGeneration(3));

        var newer = conversion.toV1(old).result();

        assertThat(newer.getApiVersion()).isEqualTo("hco.kubevirt.io/v1");
        assertThat(newer.getMetadata().getName()).isEqualTo("kubevirt-hyperconverged");
        assertThat(newer.getSpec().getVirtualization().getLiveMigrationConfig().getNetwork())
                .isEqualTo("migration");
        assertThat(newer.getSpec().getFeatureGates()).hasSize(2);
        assertThat(conversion.toV1beta1(newer).result()).isEqualTo(old);
    }

    @Test
    void agrees_with_the_operator_wherever_that_loses_nothing() throws IOException {
        var different = new ArrayList<String>();
        int compared = 0;

        for (String line : recorded()) {
            var record = Places.map(Serialization.unmarshal(line, Object.class));
            var sent = Places.map(record.get("send"));
            if (Documents.plain(sent).equals(Documents.plain(Places.map(record.get("back"))))) {
                compared++;
                var ours = record.get("from").equals("v1") ? conversion.toV1beta1(sent) : conversion.toV1(sent);
                if (!Documents.plain(ours.result()).equals(Documents.plain(Places.map(record.get("to"))))) {
                    different.add(line + "\n  ours " + ours);
                }
            }
        }

        assertThat(compared).isGreaterThan(700);
        assertThat(different).isEmpty();
    }

    @Test
    void every_recorded_document_comes_back_or_its_loss_is_reported() throws IOException {
        var lost = new ArrayList<String>();

        for (String line : recorded()) {
            var record = Places.map(Serialization.unmarshal(line, Object.class));
            var sent = Places.map(record.get("send"));
            boolean newer = record.get("from").equals("v1");
            var there = newer ? conversion.toV1beta1(sent) : conversion.toV1(sent);
            var back = newer ? conversion.toV1(there.result()) : conversion.toV1beta1(there.result());
            if ((newer || there.isComplete()) && !Documents.plain(back.result()).equals(Documents.plain(sent))) {
                lost.add(line + "\n  back " + back);
            }
        }

        assertThat(lost).isEmpty();
    }

    private static HyperConvergedConversion converter(String kind) {
        return kind.startsWith("field-after")
                ? HyperConvergedConversion.withFieldsForGates()
                : HyperConvergedConversion.withGates();
    }

    private static boolean isSwitch(String path) {
        return path.startsWith("spec.featureGates.");
    }

    private static List<String> recorded() throws IOException {
        var stream = Objects.requireNonNull(
                HyperConvergedConversionTest.class.getResourceAsStream("/hco/conversion.jsonl.gz"));
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
