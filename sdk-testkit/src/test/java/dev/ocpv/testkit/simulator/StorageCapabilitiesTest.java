package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.simulator.StorageCapabilities.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageCapabilitiesTest {

    private static final int RECORDED = 553;

    @ParameterizedTest
    @EnumSource(Release.class)
    void every_recorded_class_has_what_cdi_gave_it(Release release) {
        var capabilities = StorageCapabilities.of(release);
        var rows = Recordings.rows("cdi-capabilities-" + release.version());

        assertThat(rows)
                .hasSize(RECORDED)
                .allSatisfy(row -> assertThat(answer(capabilities, row)).isEqualTo(recorded(row)));
    }

    @Test
    void ceph_file_system_got_a_second_mode_in_4_20() {
        var provisioner = "openshift-storage.cephfs.csi.ceph.com";

        assertThat(StorageCapabilities.of(Release.OCP_4_19).advice(provisioner, Map.of()))
                .map(Advice::modes)
                .contains(List.of(new ClaimMode("ReadWriteMany", "Filesystem")));
        assertThat(StorageCapabilities.of(Release.OCP_4_20).advice(provisioner, Map.of()))
                .map(Advice::modes)
                .contains(List.of(
                        new ClaimMode("ReadWriteMany", "Filesystem"), new ClaimMode("ReadWriteOnce", "Filesystem")));
    }

    private static Answer answer(StorageCapabilities capabilities, JsonNode row) {
        var storageClass = row.get("storageClass");
        var provisioner = storageClass.get("provisioner").asText();
        var parameters = new TreeMap<String, String>();
        storageClass
                .get("parameters")
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        return new Answer(capabilities.advice(provisioner, parameters), capabilities.isUnsupported(provisioner));
    }

    private static Answer recorded(JsonNode row) {
        var modes = new ArrayList<ClaimMode>();
        row.path("capabilities")
                .forEach(mode -> modes.add(
                        new ClaimMode(mode.get(0).asText(), mode.get(1).asText())));
        var advice = new Advice(modes, text(row, "cloneStrategy"), text(row, "dataImportCronSourceFormat"));
        return new Answer(
                row.path("known").asBoolean() ? Optional.of(advice) : Optional.empty(),
                row.get("unsupported").asBoolean());
    }

    private static Optional<String> text(JsonNode row, String field) {
        return row.has(field) ? Optional.of(row.get(field).asText()) : Optional.empty();
    }

    private record Answer(Optional<Advice> advice, boolean unsupported) {}
}
