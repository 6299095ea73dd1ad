package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageProfileStatusesTest {

    private static final String RBD = "openshift-storage.rbd.csi.ceph.com";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void known_driver_gets_its_modes_in_order() {
        var status = status(storageClass(RBD, ""), profile(""), snapshotClass("snap", RBD, false));

        assertThat(status).isEqualTo(tree("""
                claimPropertySets:
                - {accessModes: [ReadWriteMany], volumeMode: Block}
                - {accessModes: [ReadWriteOnce], volumeMode: Block}
                - {accessModes: [ReadWriteOnce], volumeMode: Filesystem}
                cloneStrategy: csi-clone
                dataImportCronSourceFormat: snapshot
                provisioner: openshift-storage.rbd.csi.ceph.com
                snapshotClass: snap
                storageClass: sc
                """));
    }

    @Test
    void unknown_driver_gets_no_modes() {
        var status = status(storageClass("openshift-storage.noobaa.io/obc", ""), profile(""));

        assertThat(status).isEqualTo(tree("""
                cloneStrategy: copy
                dataImportCronSourceFormat: pvc
                provisioner: openshift-storage.noobaa.io/obc
                storageClass: sc
                """));
    }

    @Test
    void claim_property_sets_of_the_spec_replace_all_that_is_known() {
        var status = status(
                storageClass(RBD, ""),
                profile("claimPropertySets: [{accessModes: [ReadWriteOnce], volumeMode: Filesystem}]"));

        assertThat(status.get("claimPropertySets"))
                .isEqualTo(List.of(Map.of("accessModes", List.of("ReadWriteOnce"), "volumeMode", "Filesystem")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    copy,     snapshot,  copy
                    -,        snapshot,  snapshot
                    -,        csi-clone, csi-clone
                    -,        wrong,     ''
                    -,        -,         csi-clone
                    """)
    void clone_strategy_comes_from_the_spec_then_the_class_then_the_table(
            @Nullable String spec, @Nullable String annotation, String strategy) {
        var storageClass = storageClass(
                RBD,
                annotation == null ? "" : "annotations: {cdi.kubevirt.io/clone-strategy: %s}".formatted(annotation));

        assertThat(status(storageClass, profile(spec == null ? "" : "cloneStrategy: " + spec)))
                .containsEntry("cloneStrategy", strategy);
    }

    @ParameterizedTest
    @CsvSource({"csi.example.org, false, copy", "csi.example.org, true, snapshot"})
    void unknown_driver_clones_by_snapshot_if_it_can(String driver, boolean snapshots, String strategy) {
        var classes = snapshots
                ? new GenericKubernetesResource[] {snapshotClass("snap", driver, false)}
                : new GenericKubernetesResource[0];

        assertThat(status(storageClass(driver, ""), profile(""), classes)).containsEntry("cloneStrategy", strategy);
    }

    @Test
    void boot_images_are_no_snapshots_without_a_snapshot_class() {
        assertThat(status(storageClass(RBD, ""), profile("")))
                .containsEntry("dataImportCronSourceFormat", "pvc")
                .doesNotContainKey("snapshotClass");
        assertThat(status(storageClass(RBD, ""), profile("dataImportCronSourceFormat: snapshot")))
                .containsEntry("dataImportCronSourceFormat", "snapshot");
    }

    @Test
    void snapshot_class_is_the_named_then_the_default_then_the_first_of_the_driver() {
        var first = snapshotClass("a", RBD, false);
        var second = snapshotClass("b", RBD, true);
        var other = snapshotClass("c", "csi.example.org", true);

        assertThat(status(storageClass(RBD, ""), profile(""), first, second, other))
                .containsEntry("snapshotClass", "b");
        assertThat(status(storageClass(RBD, ""), profile("snapshotClass: a"), first, second))
                .containsEntry("snapshotClass", "a");
        assertThat(status(storageClass(RBD, ""), profile(""), snapshotClass("z", RBD, false), first))
                .containsEntry("snapshotClass", "a");
        assertThat(status(storageClass(RBD, ""), profile("snapshotClass: c"), first, other))
                .doesNotContainKey("snapshotClass");
    }

    @Test
    void snapshot_class_stays_when_no_class_is_left() {
        var profile = profile("");
        profile.setAdditionalProperty("status", Map.of("snapshotClass", "gone"));

        assertThat(status(storageClass(RBD, ""), profile)).containsEntry("snapshotClass", "gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claimPropertySets: [{accessModes: [], volumeMode: Block}]
            claimPropertySets: [{accessModes: [ReadWriteOnce]}]
            claimPropertySets: [{volumeMode: Block}]
            snapshotClass: missing
            """)
    void spec_that_makes_no_sense_leaves_the_old_status(String spec) {
        assertThat(compute(Release.OCP_4_17, storageClass(RBD, ""), profile(spec), List.of()))
                .isEmpty();
    }

    @Test
    void local_volumes_say_themselves_what_they_can_do() {
        var local = storageClass("kubernetes.io/no-provisioner", "");
        var volumes = List.of(
                volume("sc", "Block"), volume("sc", "Block"), volume("sc", "Filesystem"), volume("other", "Block"));

        var status = new StorageProfileStatuses(Release.OCP_4_17, List.of(), volumes)
                .of(local, profile(""), NOW)
                .orElseThrow();

        assertThat(status.get("claimPropertySets"))
                .isEqualTo(List.of(
                        Map.of("accessModes", List.of("ReadWriteOnce"), "volumeMode", "Block"),
                        Map.of("accessModes", List.of("ReadWriteOnce"), "volumeMode", "Filesystem")));
    }

    @Test
    void recognized_is_said_since_4_22() {
        assertThat(status(storageClass(RBD, ""), profile(""))).doesNotContainKey("conditions");
        assertThat(compute(Release.OCP_4_22, storageClass(RBD, ""), profile(""), List.of())
                        .orElseThrow()
                        .toString())
                .contains("reason=RecognizedProvisioner, status=True, type=Recognized");
    }

    private static Map<String, Object> status(
            StorageClass storageClass, GenericKubernetesResource profile, GenericKubernetesResource... snapshots) {
        return compute(Release.OCP_4_17, storageClass, profile, List.of(snapshots))
                .orElseThrow();
    }

    private static Optional<Map<String, Object>> compute(
            Release release,
            StorageClass storageClass,
            GenericKubernetesResource profile,
            List<GenericKubernetesResource> snapshots) {
        return new StorageProfileStatuses(release, snapshots, List.of()).of(storageClass, profile, NOW);
    }

    private static StorageClass storageClass(String provisioner, String metadata) {
        return Serialization.unmarshal(
                "metadata: {name: sc, %s}\nprovisioner: %s".formatted(metadata, provisioner), StorageClass.class);
    }

    private static GenericKubernetesResource profile(String spec) {
        return Serialization.unmarshal(
                "metadata: {name: sc}\nspec: {%s}".formatted(spec), GenericKubernetesResource.class);
    }

    private static GenericKubernetesResource snapshotClass(String name, String driver, boolean isDefault) {
        return Serialization.unmarshal(
                "metadata: {name: %s, annotations: {snapshot.storage.kubernetes.io/is-default-class: \"%s\"}}\ndriver: %s"
                        .formatted(name, isDefault, driver),
                GenericKubernetesResource.class);
    }

    private static PersistentVolume volume(String storageClass, String mode) {
        return Serialization.unmarshal(
                "spec: {storageClassName: %s, volumeMode: %s, accessModes: [ReadWriteOnce]}"
                        .formatted(storageClass, mode),
                PersistentVolume.class);
    }

    private static Map<String, Object> tree(String yaml) {
        return Trees.map(Serialization.unmarshal(yaml, Map.class));
    }
}
