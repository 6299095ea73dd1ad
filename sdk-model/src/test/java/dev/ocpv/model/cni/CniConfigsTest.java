package dev.ocpv.model.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CniConfigsTest {

    static Stream<Arguments> configs() {
        return Stream.of(
                Arguments.of(
                        CniConfigs.bridge("vlan-100")
                                .withBridge("br1")
                                .withVlan(100L)
                                .withMacspoofchk(true),
                        """
                        {"bridge":"br1","cniVersion":"0.3.1","macspoofchk":true,"name":"vlan-100","type":"cnv-bridge","vlan":100}"""),
                Arguments.of(
                        CniConfigs.macvlan("migration")
                                .withMaster("eth1")
                                .withMode(Macvlan.Mode.BRIDGE)
                                .withIpam(new Ipam()
                                        .withType(Ipam.Type.WHEREABOUTS)
                                        .withRange("10.1.0.0/24")),
                        """
                        {"cniVersion":"0.3.1","ipam":{"range":"10.1.0.0/24","type":"whereabouts"},"master":"eth1","mode":"bridge","name":"migration","type":"macvlan"}"""),
                Arguments.of(
                        CniConfigs.localnet("physnet", "lab/physnet")
                                .withVlanID(200L)
                                .withMtu(1500L),
                        """
                        {"cniVersion":"0.3.1","mtu":1500,"name":"physnet","netAttachDefName":"lab/physnet","topology":"localnet","type":"ovn-k8s-cni-overlay","vlanID":200}"""),
                Arguments.of(CniConfigs.layer2("tenant", "lab/tenant").withSubnets("10.2.0.0/16"), """
                        {"cniVersion":"0.3.1","name":"tenant","netAttachDefName":"lab/tenant","subnets":"10.2.0.0/16","topology":"layer2","type":"ovn-k8s-cni-overlay"}"""),
                Arguments.of(
                        CniConfigs.sriov("fast")
                                .withVlan(7L)
                                .withTrust(Sriov.Trust.ON)
                                .withIpam(new Ipam()
                                        .withType(Ipam.Type.STATIC)
                                        .addToAddresses(address -> address.withAddress("10.3.0.5/24"))),
                        """
                        {"cniVersion":"0.3.1","ipam":{"addresses":[{"address":"10.3.0.5/24"}],"type":"static"},"name":"fast","trust":"on","type":"sriov","vlan":7}"""),
                Arguments.of(
                        new Ipam()
                                .withType(Ipam.Type.HOST_LOCAL)
                                .withSubnet("10.4.0.0/24")
                                .addToRoutes(route -> route.withDst("0.0.0.0/0")),
                        """
                        {"routes":[{"dst":"0.0.0.0/0"}],"subnet":"10.4.0.0/24","type":"host-local"}"""));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void a_config_is_written_with_what_was_said_and_read_again(dev.ocpv.model.ApiObject config, String json) {
        assertThat(CniConfigs.write(config)).isEqualTo(json);
        assertThat(CniConfigs.read(json, config.getClass())).isEqualTo(config);
    }

    @Test
    void plugins_stand_in_their_order() {
        var list = CniConfigs.list(
                "tuned",
                CniConfigs.bridge("tuned").withBridge("br1"),
                CniConfigs.tuning().addToSysctl("net.ipv4.conf.IFNAME.arp_notify", "1"));

        assertThat(list.getPlugins()).extracting(plugin -> plugin.get("type")).containsExactly("cnv-bridge", "tuning");
        assertThat(CniConfigs.read(CniConfigs.write(list), ConfigList.class)).isEqualTo(list);
    }

    @Test
    void a_key_that_nobody_knows_survives() {
        var json = "{\"bridge\":\"br1\",\"type\":\"bridge\",\"newKey\":{\"deep\":[1]}}";

        var config = CniConfigs.read(json, Bridge.class);

        assertThat(config.getAdditionalProperties()).containsOnlyKeys("newKey");
        assertThat(CniConfigs.write(config.withVlan(5L))).contains("\"newKey\":{\"deep\":[1]}");
        assertThat(Map.copyOf(config.getAdditionalProperties())).hasSize(1);
    }

    @Test
    void a_text_that_is_no_json_is_refused() {
        assertThatThrownBy(() -> CniConfigs.read("{", Bridge.class)).isInstanceOf(RuntimeException.class);
    }
}
