package dev.ocpv.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.live.NodeMismatch.Cause;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeMatcherTest {

    private static final Node WORKER = node("worker-0", Map.of("zone", "a", "cpus", "16", "rack", ""));

    @Test
    void placement_that_says_nothing_fits_any_untainted_node() {
        assertThat(NodeMatcher.of(null, null, null).fits(WORKER)).isTrue();
        assertThat(NodeMatcher.of(Map.of(), new Affinity(), List.of())
                        .fits(new NodeBuilder()
                                .withNewMetadata()
                                .withName("bare")
                                .endMetadata()
                                .build()))
                .isTrue();
    }

    @Test
    void every_pair_of_a_node_selector_must_be_on_the_node() {
        assertThat(selector(Map.of("zone", "a", "cpus", "16")).fits(WORKER)).isTrue();
        assertThat(selector(Map.of("zone", "a", "disk", "ssd")).mismatch(WORKER))
                .contains(new NodeMismatch(Cause.NODE_SELECTOR, "has no label disk=ssd"));
        assertThat(selector(Map.of("zone", "b")).mismatch(WORKER))
                .contains(new NodeMismatch(Cause.NODE_SELECTOR, "has label zone=a, not b"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    In,           zone,    a,     true
                    In,           zone,    a b,   true
                    In,           zone,    b,     false
                    In,           missing, a,     false
                    NotIn,        zone,    b,     true
                    NotIn,        zone,    a,     false
                    NotIn,        missing, a,     true
                    Exists,       zone,    -,     true
                    Exists,       rack,    -,     true
                    Exists,       missing, -,     false
                    DoesNotExist, missing, -,     true
                    DoesNotExist, zone,    -,     false
                    Gt,           cpus,    15,    true
                    Gt,           cpus,    16,    false
                    Gt,           missing, 15,    false
                    Gt,           zone,    15,    false
                    Lt,           cpus,    17,    true
                    Lt,           cpus,    16,    false
                    Lt,           missing, 17,    false
                    Lt,           zone,    17,    false
                    Like,         zone,    a,     false
                    In,           zone,    -,     false
                    NotIn,        missing, -,     false
                    Exists,       zone,    a,     false
                    DoesNotExist, missing, a,     false
                    Gt,           cpus,    many,  false
                    Gt,           cpus,    1 2,   false
                    Lt,           cpus,    1.5,   false
                    """)
    void expression_matches(String operator, String key, @Nullable String values, boolean matches) {
        var matcher = affinity(term(expression(key, operator, split(values))));

        assertThat(matcher.fits(WORKER)).isEqualTo(matches);
    }

    @Test
    void terms_are_alternatives_and_their_expressions_are_not() {
        var zoneA = expression("zone", "In", List.of("a"));
        var zoneB = expression("zone", "In", List.of("b"));
        var big = expression("cpus", "Gt", List.of("64"));

        assertThat(affinity(term(zoneB), term(zoneA)).fits(WORKER)).isTrue();
        assertThat(affinity(term(zoneA, big)).mismatch(WORKER))
                .contains(new NodeMismatch(Cause.NODE_AFFINITY, "does not match zone In [a] and cpus Gt [64]"));
    }

    @Test
    void node_selector_and_required_affinity_both_count() {
        var zoneA = new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addToNodeSelectorTerms(term(expression("zone", "In", List.of("a"))))
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();

        assertThat(NodeMatcher.of(Map.of("cpus", "16"), zoneA, null).fits(WORKER))
                .isTrue();
        assertThat(NodeMatcher.of(Map.of("cpus", "8"), zoneA, null).fits(WORKER))
                .isFalse();
    }

    @Test
    void empty_term_matches_nothing_and_hides_no_other() {
        var empty = new NodeSelectorTerm();

        assertThat(affinity(empty).fits(WORKER)).isFalse();
        assertThat(affinity(empty, term(expression("zone", "Exists", List.of())))
                        .fits(WORKER))
                .isTrue();
        assertThat(affinity(empty).problems()).isEmpty();
    }

    @Test
    void required_affinity_without_terms_matches_nothing() {
        assertThat(affinity().mismatch(WORKER))
                .contains(new NodeMismatch(
                        Cause.NODE_AFFINITY, "a required node affinity without terms matches no node"));
    }

    @Test
    void preferred_affinity_never_keeps_a_pod_away() {
        var preferred = new AffinityBuilder()
                .withNewNodeAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(1)
                .withPreference(term(expression("zone", "In", List.of("elsewhere"))))
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();

        assertThat(NodeMatcher.of(null, preferred, null).fits(WORKER)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    metadata.name, In,     worker-0,          true
                    metadata.name, In,     worker-1,          false
                    metadata.name, NotIn,  worker-1,          true
                    metadata.name, In,     worker-0 worker-1, false
                    metadata.name, Exists, -,                 false
                    metadata.uid,  In,     worker-0,          false
                    """)
    void field_matches(String key, String operator, @Nullable String values, boolean matches) {
        var matcher = affinity(new NodeSelectorTermBuilder()
                .addToMatchFields(expression(key, operator, split(values)))
                .build());

        assertThat(matcher.fits(WORKER)).isEqualTo(matches);
        assertThat(matcher.problems()).hasSize(matches || "worker-1".equals(values) ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    dedicated, Equal,  virt,  NoSchedule,       true
                    dedicated, -,      virt,  NoSchedule,       true
                    dedicated, Equal,  virt,  -,                true
                    dedicated, Equal,  other, NoSchedule,       false
                    dedicated, Equal,  -,     NoSchedule,       false
                    dedicated, Equal,  virt,  NoExecute,        false
                    dedicated, Exists, -,     NoSchedule,       true
                    dedicated, Exists, -,     -,                true
                    other,     Exists, -,     NoSchedule,       false
                    -,         Exists, -,     -,                true
                    -,         Exists, -,     NoSchedule,       true
                    -,         Exists, -,     PreferNoSchedule, false
                    -,         Equal,  virt,  NoSchedule,       false
                    dedicated, Gt,     virt,  NoSchedule,       false
                    """)
    void toleration_lets_a_pod_on_a_tainted_node(
            @Nullable String key,
            @Nullable String operator,
            @Nullable String value,
            @Nullable String effect,
            boolean tolerated) {
        var toleration = new TolerationBuilder()
                .withKey(key)
                .withOperator(operator)
                .withValue(value)
                .withEffect(effect)
                .build();

        var mismatch = tolerating(toleration).mismatch(tainted("dedicated", "virt", "NoSchedule"));

        assertThat(mismatch.isEmpty()).isEqualTo(tolerated);
    }

    @ParameterizedTest
    @CsvSource({"NoSchedule, false", "NoExecute, false", "PreferNoSchedule, true"})
    void taint_without_a_toleration(String effect, boolean fits) {
        assertThat(tolerating().fits(tainted("dedicated", "virt", effect))).isEqualTo(fits);
    }

    @Test
    void reason_names_the_taint() {
        assertThat(tolerating().mismatch(tainted("dedicated", "virt", "NoSchedule")))
                .contains(new NodeMismatch(Cause.TAINT, "has untolerated taint dedicated=virt:NoSchedule"));
        assertThat(tolerating().mismatch(tainted("node-role.kubernetes.io/master", null, "NoSchedule")))
                .contains(new NodeMismatch(
                        Cause.TAINT, "has untolerated taint node-role.kubernetes.io/master:NoSchedule"));
    }

    @Test
    void only_an_untolerated_no_execute_taint_evicts() {
        assertThat(tolerating().evictedBy(tainted("k", "v", "NoExecute"))).isPresent();
        assertThat(tolerating().evictedBy(tainted("k", "v", "NoSchedule"))).isEmpty();
        assertThat(selector(Map.of("zone", "b")).evictedBy(WORKER)).isEmpty();
    }

    @Test
    void cordoned_node_takes_pods_of_daemon_sets_only() {
        var cordoned = new NodeBuilder(WORKER)
                .editOrNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();

        assertThat(tolerating().mismatch(cordoned).orElseThrow().reason())
                .isEqualTo("has untolerated taint node.kubernetes.io/unschedulable:NoSchedule");
        assertThat(tolerating().asDaemonSet(false).fits(cordoned)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "not-ready, NoExecute, true, true",
        "unreachable, NoExecute, true, true",
        "disk-pressure, NoSchedule, true, true",
        "memory-pressure, NoSchedule, true, true",
        "pid-pressure, NoSchedule, true, true",
        "unschedulable, NoSchedule, true, true",
        "network-unavailable, NoSchedule, false, true",
        "out-of-service, NoExecute, false, false"
    })
    void daemon_set_pods_tolerate_the_troubles_of_nodes(
            String trouble, String effect, boolean plain, boolean onHostNetwork) {
        var node = tainted("node.kubernetes.io/" + trouble, null, effect);

        assertThat(NodeMatcher.ofDaemonSet(new PodSpecBuilder().build()).fits(node))
                .isEqualTo(plain);
        assertThat(NodeMatcher.ofDaemonSet(
                                new PodSpecBuilder().withHostNetwork(true).build())
                        .fits(node))
                .isEqualTo(onHostNetwork);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", quoteCharacter = '`', textBlock = """
                    In,     zone,         -,            operator In of 'zone' takes at least one value
                    Exists, zone,         a,            operator Exists of 'zone' takes no value
                    Gt,     cpus,         8 9,          operator Gt of 'cpus' takes exactly one integer
                    Lt,     cpus,         few,          operator Lt of 'cpus' takes exactly one integer
                    Like,   zone,         a,            'Like' of 'zone' is none of In
                    In,     -zone,        a,            '-zone' is no label key
                    In,     Bad_Host/zone, a,           the part before '/' must be a DNS name
                    In,     zone,         a!,           'a!' is no label value
                    """)
    void wrong_expression_is_a_problem_and_matches_nothing(
            String operator, String key, @Nullable String values, String problem) {
        var matcher = affinity(term(expression(key, operator, split(values))));

        assertThat(matcher.problems()).singleElement().asString().contains(problem);
        assertThat(matcher.fits(WORKER)).isFalse();
    }

    @Test
    void node_selector_that_is_no_label_is_a_problem() {
        assertThat(selector(Map.of("a b", "x")).problems())
                .singleElement()
                .asString()
                .startsWith("'a b' is no label key");
        assertThat(selector(Map.of("zone", "x".repeat(64))).problems()).hasSize(1);
        assertThat(selector(Map.of("zone", "", "example.io/key", "x_1.y")).problems())
                .isEmpty();
    }

    @Test
    void wrong_tolerations_are_problems() {
        assertThat(tolerating(new Toleration()).problems())
                .containsExactly("a toleration without a key must use operator Exists");
        assertThat(tolerating(new TolerationBuilder()
                                .withKey("k")
                                .withTolerationSeconds(3L)
                                .build())
                        .problems())
                .containsExactly("tolerationSeconds needs effect NoExecute");
        assertThat(tolerating(new TolerationBuilder()
                                .withKey("k")
                                .withOperator("Exists")
                                .withValue("v")
                                .build())
                        .problems())
                .containsExactly("a toleration with operator Exists takes no value, not 'v'");
    }

    private static NodeMatcher selector(Map<String, String> pairs) {
        return NodeMatcher.of(pairs, null, null);
    }

    private static NodeMatcher affinity(NodeSelectorTerm... terms) {
        return NodeMatcher.of(
                null,
                new AffinityBuilder()
                        .withNewNodeAffinity()
                        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                        .withNodeSelectorTerms(terms)
                        .endRequiredDuringSchedulingIgnoredDuringExecution()
                        .endNodeAffinity()
                        .build(),
                null);
    }

    private static NodeMatcher tolerating(Toleration... tolerations) {
        return NodeMatcher.of(null, null, List.of(tolerations));
    }

    private static NodeSelectorTerm term(NodeSelectorRequirement... expressions) {
        return new NodeSelectorTermBuilder().withMatchExpressions(expressions).build();
    }

    private static NodeSelectorRequirement expression(String key, String operator, List<String> values) {
        return new NodeSelectorRequirement(key, operator, values);
    }

    private static List<String> split(@Nullable String values) {
        return values == null ? List.of() : List.of(values.split(" "));
    }

    private static Node node(String name, Map<String, String> labels) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    private static Node tainted(String key, @Nullable String value, String effect) {
        return new NodeBuilder(WORKER)
                .editOrNewSpec()
                .addNewTaint(effect, key, null, value)
                .endSpec()
                .build();
    }
}
