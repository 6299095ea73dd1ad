package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.model.hco.v1.HyperConverged;
import dev.ocpv.testkit.OcpvTest;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OcpvTest
class WebhooksTest {

    private static final String NAMESPACE = "openshift-cnv";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    infra     | {"nodeSelector": {"not a label": ""}}                                        | 'not a label' is no label key
                    workloads | {"tolerations": [{"operator": "Exists", "value": "x"}]}                      | takes no value
                    infra     | {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["x"]}]}]}}}} | exactly one integer
                    """)
    void placement_that_no_pod_could_have_is_refused(String part, String placement, String why, TestCluster cluster) {
        assertThatThrownBy(() ->
                        patch(cluster, "{\"spec\": {\"%s\": {\"nodePlacement\": %s}}}".formatted(part, placement)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("admission webhook \"validate-hco.kubevirt.io\" denied the request")
                .hasMessageContaining(why);
        assertThat(hyperConverged(cluster).<Object>get("spec", part)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"certConfig": {"ca": {"renewBefore": "9m59s"}}}                    | spec.certConfig.ca.renewBefore: value is too small
                    {"certConfig": {"server": {"duration": "599999ms"}}}                | spec.certConfig.server.duration: value is too small
                    {"certConfig": {"ca": {"duration": "24h", "renewBefore": "24.1h"}}} | spec.certConfig.ca: duration is smaller than renewBefore
                    {"certConfig": {"server": {"renewBefore": "25h"}}}                  | spec.certConfig.server: duration is smaller than renewBefore
                    {"certConfig": {"server": {"duration": "48h1m"}}}                   | spec.certConfig: ca.duration is smaller than server.duration
                    {"certConfig": {"server": {"duration": "two days"}}}                | time: invalid duration "two days"
                    {"dataImportCronTemplates": [{"metadata": {"name": "a", "annotations": {"dataimportcrontemplate.kubevirt.io/enable": "no"}}}]} | must be either "true" or "false"
                    {"dataImportCronTemplates": [{"metadata": {"name": "a"}}]}          | dataImportCronTemplate spec is empty
                    {"dataImportCronTemplates": [{"metadata": {"name": "a", "annotations": {"dataimportcrontemplate.kubevirt.io/enable": "TRUE"}}}]} | dataImportCronTemplate spec is empty
                    {"tlsSecurityProfile": {"type": "Custom", "custom": {"ciphers": ["ECDHE-RSA-AES128-GCM-SHA256"]}}} | invalid value for spec.tlsSecurityProfile.custom.minTLSVersion
                    {"tlsSecurityProfile": {"type": "Custom", "custom": {"ciphers": [], "minTLSVersion": "VersionTLS12"}}} | missing an HTTP/2-required AES_128_GCM_SHA256 cipher
                    {"tlsSecurityProfile": {"type": "Custom", "custom": {"ciphers": ["ECDHE-RSA-AES128-GCM-SHA256"], "minTLSVersion": "VersionTLS13"}}} | custom ciphers cannot be selected
                    {"mediatedDevicesConfiguration": {"mediatedDevicesTypes": ["a", "b"], "mediatedDeviceTypes": ["b", "a"]}} | mediatedDevicesTypes is deprecated
                    {"mediatedDevicesConfiguration": {"mediatedDeviceTypes": ["a"], "nodeMediatedDeviceTypes": [{"nodeSelector": {"a": ""}, "mediatedDevicesTypes": ["a"], "mediatedDeviceTypes": ["b"]}]}} | mediatedDevicesTypes is deprecated
                    """)
    void fields_that_contradict_each_other_are_refused(String spec, String why, TestCluster cluster) {
        assertThatThrownBy(() -> patch(cluster, "{\"spec\": %s}".formatted(spec)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("admission webhook \"validate-hco.kubevirt.io\" denied the request")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"certConfig": {"ca": {"duration": "24h", "renewBefore": "10m"}, "server": {"duration": "24h", "renewBefore": "24h"}}}
                    {"dataImportCronTemplates": [{"metadata": {"name": "a", "annotations": {"dataimportcrontemplate.kubevirt.io/enable": "False"}}}]}
                    {"tlsSecurityProfile": {"type": "Custom", "custom": {"ciphers": ["ECDHE-RSA-AES128-GCM-SHA256"], "minTLSVersion": "VersionTLS12"}}}
                    {"tlsSecurityProfile": {"type": "Custom", "custom": {"ciphers": [], "minTLSVersion": "VersionTLS13"}}}
                    {"tlsSecurityProfile": {"type": "Old", "old": {}}}
                    {"mediatedDevicesConfiguration": {"mediatedDevicesTypes": ["a", "b"], "mediatedDeviceTypes": ["a", "b"]}}
                    """)
    void fields_at_the_edge_of_a_contradiction_are_taken(String spec, TestCluster cluster) {
        patch(cluster, "{\"spec\": %s}".formatted(spec));
    }

    @Test
    void a_profile_of_the_type_custom_needs_its_field_since_4_22(TestCluster cluster) {
        var custom = "{\"spec\": {\"tlsSecurityProfile\": {\"type\": \"Custom\"}}}";
        patch(cluster, custom);

        try (var newest = Scenarios.bareMetal(Release.OCP_4_22)) {
            assertThatThrownBy(() -> patch(newest, custom))
                    .hasMessageContaining("missing required field spec.tlsSecurityProfile.custom");
        }
    }

    @Test
    void change_is_refused_while_an_operand_is_missing(TestCluster cluster) {
        cluster.simulator(HyperConvergedSimulator.class).getStuck();
        cluster.client()
                .genericKubernetesResources(Kinds.NETWORK_ADDONS)
                .withName("cluster")
                .delete();

        assertThatThrownBy(() -> patch(cluster, "{\"spec\": {\"defaultCPUModel\": \"Haswell\"}}"))
                .hasMessageContaining(
                        "networkaddonsconfigs.networkaddonsoperator.network.kubevirt.io \"cluster\" not found");
    }

    @Test
    void change_is_refused_while_the_webhook_has_no_pod(TestCluster cluster) {
        cluster.simulator(OlmSimulator.class).getStuck();
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("hco-webhook")
                .scale(0);

        assertThatThrownBy(() -> patch(cluster, "{\"spec\": {\"defaultCPUModel\": \"Haswell\"}}"))
                .hasMessageContaining("failed calling webhook");
    }

    @Test
    void webhook_can_be_told_to_refuse(TestCluster cluster) {
        cluster.simulator(HyperConvergedSimulator.class).reject("not today");

        assertThatThrownBy(() -> patch(cluster, "{\"spec\": {\"defaultCPUModel\": \"Haswell\"}}"))
                .hasMessageContaining("not today");
    }

    @Test
    void hyper_converged_elsewhere_is_refused(TestCluster cluster) {
        var stray = hyperConverged(cluster);
        stray.getMetadata().setNamespace("default");
        stray.getMetadata().setResourceVersion(null);
        stray.getMetadata().setUid(null);

        assertThatThrownBy(() -> cluster.client()
                        .genericKubernetesResources(Kinds.HYPER_CONVERGED)
                        .inNamespace("default")
                        .resource(stray)
                        .create())
                .hasMessageContaining("can only be created in the openshift-cnv namespace");
    }

    @Test
    void hyper_converged_elsewhere_is_refused_in_v1_too() {
        var stray = new HyperConverged().withName("kubevirt-hyperconverged").withNamespace("default");

        try (var newest = Scenarios.bareMetal(Release.OCP_4_22)) {
            var there = newest.client().resources(HyperConverged.class).inNamespace("default");

            assertThatThrownBy(() -> there.resource(stray).create())
                    .hasMessageContaining("can only be created in the openshift-cnv namespace");
        }
    }

    @Test
    void a_placement_that_no_pod_could_have_is_refused_in_v1_too() {
        try (var newest = Scenarios.bareMetal(Release.OCP_4_22)) {
            var there = newest.client()
                    .resources(HyperConverged.class)
                    .inNamespace(NAMESPACE)
                    .withName("kubevirt-hyperconverged");
            var fine = Map.of("zone", "a");
            var placed = there.edit(now -> place(now, fine));

            assertThat(placed.getSpec()
                            .getDeployment()
                            .getNodePlacements()
                            .getInfra()
                            .getNodeSelector())
                    .isEqualTo(fine);
            assertThatThrownBy(() -> there.edit(now -> place(now, Map.of("not a label", ""))))
                    .hasMessageContaining("admission webhook \"validate-hco.kubevirt.io\" denied the request")
                    .hasMessageContaining("'not a label' is no label key");
        }
    }

    @Test
    void contradictions_are_named_in_the_version_that_was_sent() {
        try (var newest = Scenarios.bareMetal(Release.OCP_4_22)) {
            var there = newest.client()
                    .resources(HyperConverged.class)
                    .inNamespace(NAMESPACE)
                    .withName("kubevirt-hyperconverged");

            assertThatThrownBy(() -> there.edit(now -> now.withSpec(spec -> spec.withSecurity(security ->
                            security.withCertConfig(config -> config.withCa(ca -> ca.withDuration("1h")))))))
                    .hasMessageContaining("spec.security.certConfig.ca: duration is smaller than renewBefore");
        }
    }

    private static HyperConverged place(HyperConverged object, Map<String, String> nodeSelector) {
        return object.withSpec(spec -> spec.withDeployment(deployment -> deployment.withNodePlacements(
                placements -> placements.withInfra(infra -> infra.withNodeSelector(nodeSelector)))));
    }

    @Test
    void eviction_strategy_is_filled_in_once_the_cluster_is_known(TestCluster cluster) {
        assertThat(hyperConverged(cluster).<String>get("spec", "evictionStrategy"))
                .isEqualTo("LiveMigrate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {imagePullPolicy: Always}                                                            | either pathConfig or storage pools
                    {pathConfig: {path: /a}, storagePools: [{name: a, path: /a}]}                        | cannot be both set
                    {storagePools: [{name: a, path: /a}, {name: a, path: /b}]}                           | name is not unique
                    {storagePools: [{name: a, path: /a}, {name: b, path: /a}]}                           | path is not unique
                    {storagePools: [{name: a23456789012345678901234567890123456789012345678901, path: /a}]} | more than 50 characters
                    """)
    void wrong_pools_are_refused(String spec, String why, TestCluster cluster) {
        var provisioner = cluster.client()
                .getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: hostpathprovisioner.kubevirt.io/v1beta1
                        kind: HostPathProvisioner
                        metadata: {name: hostpath-provisioner}
                        spec: %s
                        """.formatted(spec), GenericKubernetesResource.class);

        assertThatThrownBy(() -> cluster.client()
                        .genericKubernetesResources(Kinds.HOST_PATH_PROVISIONER)
                        .resource(provisioner)
                        .create())
                .hasMessageContaining(why);
    }

    private static void patch(TestCluster cluster, String patch) {
        cluster.client()
                .genericKubernetesResources(Kinds.HYPER_CONVERGED)
                .inNamespace(NAMESPACE)
                .withName("kubevirt-hyperconverged")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static GenericKubernetesResource hyperConverged(TestCluster cluster) {
        return cluster.client()
                .genericKubernetesResources(Kinds.HYPER_CONVERGED)
                .inNamespace(NAMESPACE)
                .withName("kubevirt-hyperconverged")
                .get();
    }
}
