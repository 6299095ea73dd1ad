package dev.ocpv.model.nmstate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.model.nmstate.networkstate.Interfaces;
import dev.ocpv.model.nmstate.networkstate.interfaces.LinkAggregation;
import dev.ocpv.model.nmstate.networkstate.interfaces.bridge.port.Vlan;
import dev.ocpv.model.nmstate.networkstate.ovn.BridgeMappings;
import dev.ocpv.model.nmstate.v1.NodeNetworkConfigurationPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkStateTest {
    private static final Path TYPES = Path.of("src/main/types/nmstate.yaml");

    @Test
    void a_bridge_on_a_bond_with_vlans_is_written_in_the_words_of_nmstate() {
        var policy = new NodeNetworkConfigurationPolicy()
                .withName("br1")
                .withSpec(spec -> spec.withDesiredState(state -> state.addToInterfaces(bond -> bond.withName("bond1")
                                .withType(Interfaces.Type.BOND)
                                .withState(Interfaces.State.UP)
                                .withLinkAggregation(aggregation -> aggregation
                                        .withMode(LinkAggregation.Mode.V802_3AD)
                                        .addToPort("ens4", "ens5")
                                        .withOptions(options -> options.withMiimon(100))))
                        .addToInterfaces(bridge -> bridge.withName("br1")
                                .withType(Interfaces.Type.LINUX_BRIDGE)
                                .withBridge(it -> it.withOptions(
                                                options -> options.withStp(stp -> stp.withEnabled(false)))
                                        .addToPort(port -> port.withName("bond1")
                                                .withVlan(vlan -> vlan.withMode(Vlan.Mode.TRUNK)
                                                        .addToTrunkTags(
                                                                tags -> tags.withIdRange(range -> range.withMin(100)
                                                                        .withMax(199)))))))));

        assertThat(Serialization.asYaml(policy.getSpec())).isEqualTo("""
                ---
                desiredState:
                  interfaces:
                  - link-aggregation:
                      mode: "802.3ad"
                      options:
                        miimon: 100
                      port:
                      - "ens4"
                      - "ens5"
                    name: "bond1"
                    state: "up"
                    type: "bond"
                  - bridge:
                      options:
                        stp:
                          enabled: false
                      port:
                      - name: "bond1"
                        vlan:
                          mode: "trunk"
                          trunk-tags:
                          - id-range:
                              max: 199
                              min: 100
                    name: "br1"
                    type: "linux-bridge"
                """);
    }

    @Test
    void addresses_routes_names_and_mappings_have_types() {
        var state = new NetworkState()
                .addToInterfaces(vlan -> vlan.withName("ens4.7")
                        .withType(Interfaces.Type.VLAN)
                        .withVlan(it -> it.withBaseIface("ens4").withId(7))
                        .withLldp(lldp -> lldp.withEnabled(true))
                        .withIpv4(ip -> ip.withEnabled(true)
                                .withDhcp(false)
                                .addToAddress(
                                        address -> address.withIp("10.0.0.2").withPrefixLength(24)))
                        .withIpv6(ip -> ip.withEnabled(false)))
                .withRoutes(routes -> routes.addToConfig(route -> route.withDestination("0.0.0.0/0")
                        .withNextHopAddress("10.0.0.1")
                        .withNextHopInterface("ens4.7")))
                .withDnsResolver(dns -> dns.withConfig(config -> config.addToServer("10.0.0.53")))
                .withOvn(ovn -> ovn.addToBridgeMappings(mapping ->
                        mapping.withLocalnet("physnet").withBridge("br-ex").withState(BridgeMappings.State.PRESENT)));

        var read = Serialization.unmarshal(Serialization.asYaml(state), NetworkState.class);

        assertThat(read).isEqualTo(state);
        assertThat(Serialization.asJson(state))
                .contains("\"prefix-length\":24", "\"next-hop-interface\":\"ens4.7\"", "\"bridge-mappings\":[");
    }

    @Test
    void keys_that_nobody_knows_survive_at_every_depth() {
        var text = """
                ---
                interfaces:
                - name: "ens4"
                  newKey:
                    deep: 1
                  ipv4:
                    enabled: true
                    otherKey: "x"
                newSection:
                - 1
                """;

        var state = Serialization.unmarshal(text, NetworkState.class);

        assertThat(state.getAdditionalProperties()).containsEntry("newSection", List.of(1));
        assertThat(Serialization.unmarshal(Serialization.asYaml(state), Object.class))
                .isEqualTo(Serialization.unmarshal(text, Object.class));
    }

    @ParameterizedTest
    @CsvSource({
        "BALANCE_RR, balance-rr",
        "ACTIVE_BACKUP, active-backup",
        "BALANCE_XOR, balance-xor",
        "BROADCAST, broadcast",
        "V802_3AD, 802.3ad",
        "BALANCE_TLB, balance-tlb",
        "BALANCE_ALB, balance-alb"
    })
    void a_bond_has_each_mode_that_the_kernel_has(String constant, String word) throws Exception {
        var mode = (LinkAggregation.Mode)
                LinkAggregation.Mode.class.getField(constant).get(null);
        var bond = new Interfaces()
                .withName("bond1")
                .withType(Interfaces.Type.BOND)
                .withLinkAggregation(aggregation -> aggregation.withMode(mode).addToPort("ens4", "ens5"));

        var text = Serialization.asYaml(bond);

        assertThat(text).isEqualTo("""
                ---
                link-aggregation:
                  mode: "%s"
                  port:
                  - "ens4"
                  - "ens5"
                name: "bond1"
                type: "bond"
                """.formatted(word));
        assertThat(Serialization.unmarshal(text, Interfaces.class)
                        .getLinkAggregation()
                        .getMode())
                .isSameAs(mode);
        assertThat(LinkAggregation.Mode.values()).hasSize(7);
    }

    @Test
    void an_ovs_bridge_on_its_own_bond_is_mapped_to_a_localnet() {
        var state = new NetworkState()
                .addToInterfaces(bridge -> bridge.withName("ovs-br1")
                        .withType(Interfaces.Type.OVS_BRIDGE)
                        .withState(Interfaces.State.UP)
                        .withBridge(it -> it.withAllowExtraPatchPorts(true)
                                .withOptions(options -> options.withStp(stp -> stp.withEnabled(false))
                                        .withMcastSnoopingEnable(true))
                                .addToPort(port -> port.withName("ovs-bond")
                                        .withLinkAggregation(bond -> bond.withMode("balance-slb")
                                                .addToPort(port1 -> port1.withName("ens4"))
                                                .addToPort(port2 -> port2.withName("ens5"))))
                                .addToPort(port -> port.withName("ovs0"))))
                .addToInterfaces(internal -> internal.withName("ovs0").withType(Interfaces.Type.OVS_INTERFACE))
                .withOvn(ovn -> ovn.addToBridgeMappings(
                        mapping -> mapping.withLocalnet("physnet").withBridge("ovs-br1")));

        assertThat(Serialization.asYaml(state)).isEqualTo("""
                ---
                interfaces:
                - bridge:
                    allow-extra-patch-ports: true
                    options:
                      mcast-snooping-enable: true
                      stp:
                        enabled: false
                    port:
                    - link-aggregation:
                        mode: "balance-slb"
                        port:
                        - name: "ens4"
                        - name: "ens5"
                      name: "ovs-bond"
                    - name: "ovs0"
                  name: "ovs-br1"
                  state: "up"
                  type: "ovs-bridge"
                - name: "ovs0"
                  type: "ovs-interface"
                ovn:
                  bridge-mappings:
                  - bridge: "ovs-br1"
                    localnet: "physnet"
                """);
    }

    @Test
    void a_linux_bridge_takes_part_in_the_spanning_tree() {
        var bridge = new Interfaces()
                .withName("br1")
                .withType(Interfaces.Type.LINUX_BRIDGE)
                .withBridge(it -> it.withOptions(options -> options.withStp(stp -> stp.withEnabled(true)
                                .withPriority(4096)
                                .withHelloTime(2)
                                .withForwardDelay(15)
                                .withMaxAge(20)))
                        .addToPort(port -> port.withName("ens4")
                                .withStpHairpinMode(false)
                                .withStpPathCost(100)
                                .withStpPriority(32)
                                .withVlan(
                                        vlan -> vlan.withMode(Vlan.Mode.ACCESS).withTag(100))));

        assertThat(Serialization.asYaml(bridge)).isEqualTo("""
                ---
                bridge:
                  options:
                    stp:
                      enabled: true
                      forward-delay: 15
                      hello-time: 2
                      max-age: 20
                      priority: 4096
                  port:
                  - name: "ens4"
                    stp-hairpin-mode: false
                    stp-path-cost: 100
                    stp-priority: 32
                    vlan:
                      mode: "access"
                      tag: 100
                name: "br1"
                type: "linux-bridge"
                """);
    }

    @Test
    void every_key_has_a_type_and_a_key_without_one_survives_beside_it() throws IOException {
        var everything = Sample.of(Serialization.unmarshal(Files.readString(TYPES), JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/NetworkState"));

        var state = Serialization.unmarshal(everything.toString(), NetworkState.class);

        var written = Serialization.unmarshal(Serialization.asJson(state), JsonNode.class);

        assertThat(Sample.untyped(state)).containsOnly(Sample.UNKNOWN).hasSizeGreaterThan(30);
        assertThat(written.equals(everything)).as(written.toString()).isTrue();
    }
}
