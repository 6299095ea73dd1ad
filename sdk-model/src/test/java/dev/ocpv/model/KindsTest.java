package dev.ocpv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
    private static final String SERVICES = "/META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";

    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @CsvSource({
        "hco.kubevirt.io/v1beta1, HyperConverged",
        "hco.kubevirt.io/v1, HyperConverged",
        "hostpathprovisioner.kubevirt.io/v1beta1, HostPathProvisioner",
        "cdi.kubevirt.io/v1beta1, StorageProfile CDI CDIConfig DataImportCron DataSource DataVolume",
        "operators.coreos.com/v1alpha1, Subscription CatalogSource ClusterServiceVersion InstallPlan",
        "operators.coreos.com/v1, OperatorGroup",
        "nmstate.io/v1, NMState NodeNetworkConfigurationPolicy",
        "nmstate.io/v1beta1, NodeNetworkConfigurationEnactment NodeNetworkState",
        "k8s.cni.cncf.io/v1, NetworkAttachmentDefinition",
        "sriovnetwork.openshift.io/v1, SriovNetworkNodePolicy SriovNetwork SriovOperatorConfig",
        "sriovnetwork.openshift.io/v1, SriovNetworkNodeState SriovNetworkPoolConfig",
        "metallb.io/v1beta1, MetalLB IPAddressPool L2Advertisement BGPAdvertisement BFDProfile Community",
        "metallb.io/v1beta2, BGPPeer",
        "machineconfiguration.openshift.io/v1, KubeletConfig MachineConfig MachineConfigPool",
        "kubevirt.io/v1, KubeVirt VirtualMachine VirtualMachineInstance VirtualMachineInstanceMigration",
        "networkaddonsoperator.network.kubevirt.io/v1, NetworkAddonsConfig",
        "ssp.kubevirt.io/v1beta2, SSP",
        "ssp.kubevirt.io/v1beta3, SSP",
        "migrations.kubevirt.io/v1alpha1, MigrationPolicy",
        "snapshot.storage.k8s.io/v1, VolumeSnapshotClass",
        "aaq.kubevirt.io/v1alpha1, AAQ"
    })
    void a_kind_has_a_class_and_a_definition(String apiVersion, String kinds) {
        for (String kind : kinds.split(" ", -1)) {
            var text = "apiVersion: %s%nkind: %s%nmetadata: {name: a}%n".formatted(apiVersion, kind);

            HasMetadata read = new KubernetesSerialization().unmarshal(text);

            assertThat(read).isInstanceOf(ApiResource.class);
            assertThat(read.getApiVersion()).isEqualTo(apiVersion);
            assertThat(read.getClass().getSimpleName()).isEqualTo(kind);
            var definition = catalog.crdNameOf(kind).orElseThrow();
            assertThat(Arrays.stream(Release.values())
                            .flatMap(release -> catalog.servedVersions(definition, release).stream()))
                    .contains(apiVersion.substring(apiVersion.indexOf('/') + 1));
        }
    }

    @Test
    void every_definition_has_a_class_that_is_found_by_its_name() throws IOException {
        var listed = resource(SERVICES).lines().toList();

        assertThat(listed).doesNotHaveDuplicates().hasSize(44);
        assertThat(catalog.crdNames().stream()
                        .map(name ->
                                catalog.explain(kind(name), Release.newest()).kind()))
                .allMatch(kind -> listed.stream().anyMatch(type -> type.endsWith("." + kind)));
    }

    @Test
    void an_index_of_the_classes_lies_in_the_jar() throws IOException {
        var index = resource("/META-INF/jandex.idx");

        assertThat(Stream.of("HyperConverged", "StorageProfile", "NodeNetworkConfigurationPolicy"))
                .allMatch(index::contains);
    }

    private static String kind(String definition) {
        return definition.substring(0, definition.indexOf('.'));
    }

    private static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(ApiObject.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
