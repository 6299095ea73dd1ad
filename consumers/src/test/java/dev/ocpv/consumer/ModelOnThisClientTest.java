package dev.ocpv.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.model.cni.Bridge;
import dev.ocpv.model.cni.CniConfigs;
import dev.ocpv.model.hco.HyperConvergedConversion;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.nmstate.v1.NodeNetworkConfigurationPolicy;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ModelOnThisClientTest {
    private static final String DOCUMENT = """
            ---
            apiVersion: "hco.kubevirt.io/v1beta1"
            kind: "HyperConverged"
            metadata:
              name: "kubevirt-hyperconverged"
            spec:
              CommonInstancetypesDeployment:
                enabled: false
              evictionStrategy: "NewerThanUs"
              infra:
                nodePlacement:
                  tolerations:
                  - key: "infra"
                    operator: "Exists"
              newField:
                deep: 1
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void this_is_the_client_that_the_build_means() throws IOException {
        var properties = new Properties();

        try (var in = KubernetesSerialization.class.getResourceAsStream(
                "/META-INF/maven/io.fabric8/kubernetes-client-api/pom.properties")) {
            properties.load(in);
        }

        assertThat(properties).containsEntry("version", System.getProperty("client.version"));
    }

    @Test
    void a_document_is_read_typed_and_written_as_it_was() {
        Object read = serialization.unmarshal(DOCUMENT);

        assertThat(read).isInstanceOf(HyperConverged.class);
        assertThat(serialization.unmarshal(serialization.asYaml(read), Object.class))
                .isEqualTo(serialization.unmarshal(DOCUMENT, Object.class));
    }

    @Test
    void a_new_object_writes_only_what_was_set() {
        var subscription = new Subscription()
                .withName("hco")
                .withSpec(spec -> spec.withConfig(config -> config.addToNodeSelector("infra", "")));

        assertThat(serialization.asJson(subscription.getSpec()))
                .isEqualTo("{\"config\":{\"nodeSelector\":{\"infra\":\"\"}}}");
        assertThat(subscription.getFullResourceName()).isEqualTo("subscriptions.operators.coreos.com");
    }

    @Test
    void typed_network_state_and_cni_configs_work() {
        var policy = new NodeNetworkConfigurationPolicy()
                .withSpec(spec -> spec.withMaxUnavailable("50%")
                        .withDesiredState(state -> state.addToInterfaces(it -> it.withName("br1"))));

        var copy = serialization.unmarshal(serialization.asYaml(policy), NodeNetworkConfigurationPolicy.class);

        assertThat(copy).isEqualTo(policy);
        assertThat(CniConfigs.read(CniConfigs.write(CniConfigs.bridge("a")), Bridge.class))
                .isEqualTo(CniConfigs.bridge("a"));
    }

    @Test
    void the_jar_has_a_module_name() throws URISyntaxException {
        var jar = Path.of(ApiCatalog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(jar.toString().endsWith(".jar"), "packaged");

        assertThat(ModuleFinder.of(jar).find("dev.ocpv.model")).isPresent();
    }

    @Test
    void the_catalogue_and_the_conversion_work() {
        var catalog = ApiCatalog.load();
        var hco = serialization.unmarshal(DOCUMENT, HyperConverged.class);

        assertThat(catalog.explain("hco.spec.liveMigrationConfig", Release.OCP_4_17)
                        .text())
                .contains("[default 800]");
        assertThat(catalog.crdYaml("storageprofiles.cdi.kubevirt.io", Release.OCP_4_17))
                .contains("StorageProfile");
        assertThat(HyperConvergedConversion.withGates().toV1(hco).unmapped()).containsExactly("spec.newField");
        assertThat((HasMetadata) hco).extracting(HasMetadata::getKind).isEqualTo("HyperConverged");
    }
}
