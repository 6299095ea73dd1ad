package dev.ocpv.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.model.metallb.v1beta2.BGPPeer;
import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code spec.connectTime}: from 1 to 65535 seconds, and no part of a second; and the numbers of autonomous systems. */
class BgpPeerTest {
    private static final TestCluster CLUSTER =
            TestCluster.builder().release(Release.OCP_4_17).build();

    private static final String BOUNDS = "has to be between 1s and 65535s";
    private static final String WHOLE = "has to be whole seconds";

    private static final long LAST_ASN = 4_294_967_295L;

    @AfterAll
    static void close() {
        CLUSTER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "10s", "65535s", "1000ms", "1m30s", "18h", "18h12m15s", "1.0s", "120000000us"})
    void whole_seconds_within_bounds_are_accepted_as_written(String time) {
        var peers = CLUSTER.client().resources(BGPPeer.class).inNamespace("default");

        var created = peers.resource(peer(time)).dryRun(true).create();

        assertThat(created.getSpec().getConnectTime()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "0s, true, false",
        "-1s, true, false",
        "65536s, true, false",
        "18h12m16s, true, false",
        "999ms, true, true",
        "1ns, true, false",
        "-500ms, true, true",
        "1500ms, false, true",
        "1m0.5s, false, true",
        "65535.001s, false, true",
        "65536.5s, true, true"
    })
    void what_is_out_of_bounds_or_no_whole_second_is_refused_for_each(String time, boolean bounds, boolean whole) {
        var causes = refused(time).getStatus().getDetails().getCauses();

        assertThat(causes).allSatisfy(cause -> assertThat(cause.getField()).isEqualTo("spec.connectTime"));
        assertThat(causes).extracting(StatusCause::getReason).containsOnly("FieldValueInvalid");
        assertThat(causes).hasSize((bounds ? 1 : 0) + (whole ? 1 : 0));
        assertThat(causes.stream().anyMatch(cause -> cause.getMessage().endsWith(BOUNDS)))
                .isEqualTo(bounds);
        assertThat(causes.stream().anyMatch(cause -> cause.getMessage().endsWith(WHOLE)))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "10", "1d", "ten seconds"})
    void what_is_no_duration_fails_both_rules(String time) {
        var refused = refused(time);

        assertThat(refused.getCode()).isEqualTo(422);
        assertThat(refused.getStatus().getDetails().getCauses())
                .hasSize(2)
                .extracting(StatusCause::getField, StatusCause::getReason)
                .containsOnly(tuple("spec.connectTime", "FieldValueInvalid"));
    }

    @Test
    void a_number_of_four_bytes_of_an_autonomous_system_is_written_and_read() {
        var peers = CLUSTER.client().resources(BGPPeer.class).inNamespace("default");
        var wide = peer("1s").withSpec(spec -> spec.withMyASN(LAST_ASN).withPeerASN(LAST_ASN - 1));

        var created = peers.resource(wide).create();

        assertThat(created.getSpec().getMyASN()).isEqualTo(LAST_ASN);
        assertThat(peers.withName("peer").get().getSpec().getPeerASN()).isEqualTo(LAST_ASN - 1);
    }

    private static KubernetesClientException refused(String time) {
        var peers = CLUSTER.client().resources(BGPPeer.class).inNamespace("default");
        return catchThrowableOfType(
                KubernetesClientException.class,
                () -> peers.resource(peer(time)).dryRun(true).create());
    }

    private static BGPPeer peer(String time) {
        return new BGPPeer()
                .withName("peer")
                .withNamespace("default")
                .withSpec(spec -> spec.withMyASN(64_500)
                        .withPeerASN(64_501)
                        .withPeerAddress("10.0.0.1")
                        .withConnectTime(time));
    }
}
