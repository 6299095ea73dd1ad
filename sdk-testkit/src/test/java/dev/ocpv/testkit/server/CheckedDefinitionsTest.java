package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.TestCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckedDefinitionsTest {
    private static final ApiCatalog CATALOG = ApiCatalog.load();
    private static final String LAMPS = "/apis/test.ocpv.dev/v1/lamps";

    /** The clusters of the kit do not check the definitions of the model: they are checked here. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void what_the_model_defines_is_accepted_and_stored_the_same_whether_it_is_checked_or_not(Release release) {
        ApiServer.Builder checking = server(release);
        ApiServer.Builder trusting = server(release);
        for (String name : CATALOG.crdNames()) {
            checking.addDefinition(CATALOG.crdJson(name, release));
            trusting.addCheckedDefinition(CATALOG.crdJson(name, release));
        }

        ApiServer checked = checking.build();
        ApiServer trusted = trusting.build();

        assertThat(CATALOG.crdNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(stored(trusted, name))
                        .contains("\"InitialNamesAccepted\"")
                        .isEqualTo(stored(checked, name)));
    }

    private static ApiServer.Builder server(Release release) {
        return ApiServer.builder()
                .clock(VirtualClock.startingAt(Instant.EPOCH))
                .kubernetesMinor(TestCluster.kubernetesMinor(release));
    }

    private static String stored(ApiServer server, String definition) {
        return server.object("customresourcedefinitions", "", definition).orElse("missing");
    }

    @Test
    void what_is_wrong_with_it_shows_when_its_kind_is_used() {
        String broken = lamps("lamps", "self.watts <");
        assertThatThrownBy(() -> ApiServer.builder().addDefinition(broken).build())
                .hasMessageContaining("compilation failed");

        ApiServer server = ApiServer.builder().addCheckedDefinition(broken).build();
        Sender.Answer answer = Sender.to(server)
                .post(
                        LAMPS,
                        "{\"apiVersion\":\"test.ocpv.dev/v1\",\"kind\":\"Lamp\",\"metadata\":{\"name\":\"desk\"},\"watts\":3}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.message()).contains("compilation failed");
    }

    @Test
    void the_same_one_twice_is_refused() {
        ApiServer.Builder twice = ApiServer.builder()
                .addCheckedDefinition(lamps("lamps", "true"))
                .addCheckedDefinition(lamps("lamps", "true"));

        assertThatThrownBy(twice::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"lamps.test.ocpv.dev\" already exists");
    }

    private static String lamps(String plural, String rule) {
        return """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"%s.test.ocpv.dev"},
                 "spec":{"group":"test.ocpv.dev","scope":"Cluster","names":{"plural":"%s","kind":"Lamp"},"versions":[{"name":"v1",
                 "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"watts":{"type":"integer"}},
                 "x-kubernetes-validations":[{"rule":"%s"}]}}}]}}
                """.formatted(plural, plural, rule);
    }
}
