package dev.ocpv.applicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.plan.Action;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.FieldChange;
import dev.ocpv.plan.Impact;
import dev.ocpv.plan.Write;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.resource.Snapshot;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImpactsAndChecksTest {
    private static final LiveState LIVE = ArticleCluster.live();

    @Test
    void infra_placement_moves_services_from_the_control_plane() {
        var impacts = impacts(InfraPlacement.of(ArticleConfiguration.INFRA), "spec", "infra", "nodePlacement");

        assertThat(impacts.get(0))
                .isEqualTo(new Impact(
                        "virt-api, virt-controller",
                        "roll out",
                        List.of("infra-0", "infra-1", "infra-2"),
                        List.of("master-0", "master-1", "master-2")));
    }

    @Test
    void workload_placement_that_changes_no_node_only_restarts() {
        var impacts = impacts(WorkloadPlacement.of(ArticleConfiguration.WORKERS), "spec", "workloads", "nodePlacement");

        assertThat(impacts).containsExactly(Impact.of("virt-handler", "restarts wherever it stays"));
    }

    @Test
    void a_change_elsewhere_in_the_same_resource_has_no_impact() {
        assertThat(impacts(WorkloadPlacement.of(ArticleConfiguration.WORKERS), "spec", "infra", "nodePlacement"))
                .isEmpty();
        assertThat(impacts(ArticleConfiguration.migrationNetwork(), "spec", "liveMigrationConfig", "progressTimeout"))
                .isEmpty();
    }

    @Test
    void operators_move_as_olm_merges() {
        var impacts = impacts(OperatorPlacement.of(ArticleConfiguration.INFRA), "spec", "config", "nodeSelector");

        assertThat(impacts).extracting(Impact::component).containsExactly("hco-operator, virt-operator");
        assertThat(impacts.get(0).effect())
                .isEqualTo("roll out: OLM replaces their node selector, adds the tolerations to their own");
        assertThat(impacts.get(0).gained()).containsExactly("infra-0", "infra-1", "infra-2");
    }

    @Test
    void the_chain_of_workload_placement_ends_on_its_nodes() {
        assertThat(titles(WorkloadPlacement.of(ArticleConfiguration.WORKERS)))
                .containsExactly(
                        "HyperConverged/openshift-cnv/kubevirt-hyperconverged is ReconcileComplete=True, Available=True,"
                                + " Progressing=False, Degraded=False",
                        "KubeVirt/openshift-cnv/kubevirt-kubevirt-hyperconverged carries spec.workloads.nodePlacement",
                        "CDI/cdi-kubevirt-hyperconverged carries spec.workload",
                        "NetworkAddonsConfig/cluster carries spec.placementConfiguration.workloads",
                        "DaemonSet/openshift-cnv/virt-handler is rolled out",
                        "pods of DaemonSet/openshift-cnv/virt-handler run on worker-0, worker-1, worker-2, worker-3, worker-4,"
                                + " worker-5");
    }

    @Test
    void the_chain_of_operator_placement_starts_at_the_csv() {
        assertThat(titles(OperatorPlacement.of(ArticleConfiguration.INFRA)))
                .startsWith(
                        "ClusterServiceVersion/openshift-cnv/kubevirt-hyperconverged-operator.v4.17.4 carries status.phase")
                .contains("Deployment/openshift-cnv/virt-operator carries spec.template.spec.nodeSelector");
    }

    private static List<String> titles(Spec spec) {
        return RenderTest.applicator(spec).checks(spec, LIVE).stream()
                .map(Check::title)
                .toList();
    }

    /** The impacts when the first resource that a spec renders comes to be as rendered, and this field of it changes. */
    private static List<Impact> impacts(Spec spec, String... changed) {
        var applicator = RenderTest.applicator(spec);
        var rendered = applicator.render(spec, LIVE);
        HasMetadata resource = rendered.get(rendered.size() - 1);
        var ref = ResourceRef.to(resource);
        var before = new Snapshot(ref, Map.of("metadata", Map.of("name", ref.name())), Instant.EPOCH);
        var change = Change.builder()
                .resource(ref)
                .action(Action.UPDATE)
                .addSpec(spec)
                .addField(new FieldChange(FieldPath.of(changed), Optional.empty(), Optional.of("new"), false))
                .write(new Write(Documents.of(resource), before, Documents.of(resource), List.of()))
                .build();
        return applicator.impacts(spec, LIVE, change);
    }
}
