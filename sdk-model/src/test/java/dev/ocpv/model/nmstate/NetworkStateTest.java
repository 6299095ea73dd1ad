package dev.ocpv.model.nmstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.nmstate.networkstate.Interfaces;
import dev.ocpv.model.nmstate.networkstate.interfaces.LinkAggregation;
import dev.ocpv.model.nmstate.networkstate.interfaces.bridge.port.Vlan;
import dev.ocpv.model.nmstate.networkstate.ovn.BridgeMappings;
import dev.ocpv.model.nmstate.v1.NodeNetworkConfigurationPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkStateTest {

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
}
