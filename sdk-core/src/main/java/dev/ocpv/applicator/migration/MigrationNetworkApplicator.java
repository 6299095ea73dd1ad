package dev.ocpv.applicator.migration;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.operand.Operands;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.cni.v1.NetworkAttachmentDefinition;
import dev.ocpv.model.cni.v1.NetworkAttachmentDefinitionSpec;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import dev.ocpv.plan.Action;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.spec.migration.MigrationNetwork.Attachment;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Renders a {@link MigrationNetwork} as an attachment, and then into the HyperConverged, whose virt-handlers use it. */
final class MigrationNetworkApplicator implements Applicator<MigrationNetwork> {
    private static final FieldPath FIELD = FieldPath.of("spec", "liveMigrationConfig", "network");
    private static final FieldPath OPERAND = FieldPath.of("spec", "configuration", "migrations", "network");
    private static final FieldPath ANNOTATION =
            FieldPath.of("spec", "template", "metadata", "annotations", "k8s.v1.cni.cncf.io/networks");

    @Override
    public Class<MigrationNetwork> specType() {
        return MigrationNetwork.class;
    }

    @Override
    public List<Rule<MigrationNetwork>> rules() {
        var rules = new ArrayList<Rule<MigrationNetwork>>();
        rules.addAll(OperandRules.hyperConverged());
        rules.add(OperandRules.served("k8s.cni.cncf.io/v1"));
        rules.addAll(List.of(
                new NetworkNameIsBare(),
                new RangeIsRange(),
                new ExcludesAreWithinRange(),
                new RangeHasEnoughAddresses(),
                new RangeIsFree(),
                new NoMigrationIsRunning(),
                new DeviceIsInterface(),
                new DeviceIsNotClusterBridge()));
        return rules;
    }

    /** The attachment comes first: virt-handler cannot start with a network that does not exist. */
    @Override
    public List<HasMetadata> render(MigrationNetwork spec, LiveState live) {
        var network = HyperConvergeds.of(
                live, new HyperConvergedSpec().withLiveMigrationConfig(config -> config.withNetwork(spec.name())));
        return List.of(attachment(spec, live), network);
    }

    private static NetworkAttachmentDefinition attachment(MigrationNetwork spec, LiveState live) {
        var resource = new NetworkAttachmentDefinition();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(spec.name())
                .withNamespace(live.operatorNamespace())
                .build());
        resource.setSpec(new NetworkAttachmentDefinitionSpec().withConfig(config(spec)));
        return resource;
    }

    private static String config(MigrationNetwork spec) {
        var ipam = new LinkedHashMap<String, Object>();
        ipam.put("type", "whereabouts");
        ipam.put("range", spec.range());
        if (!spec.excludes().isEmpty()) {
            ipam.put("exclude", spec.excludes());
        }
        var config = new LinkedHashMap<String, Object>();
        config.put("cniVersion", "0.3.1");
        config.put("name", spec.name());
        config.put("type", spec.attachment().type());
        if (spec.attachment() == Attachment.MACVLAN) {
            config.put("master", spec.device());
            config.put("mode", "bridge");
        } else {
            config.put("bridge", spec.device());
        }
        config.put("ipam", ipam);
        return Serialization.asJson(config);
    }

    @Override
    public List<Impact> impacts(MigrationNetwork spec, LiveState live, Change change) {
        if (change.resource().kind().equals("NetworkAttachmentDefinition")) {
            return change.action() == Action.CREATE || change.fields().isEmpty()
                    ? List.of()
                    : List.of(Impact.of("virt-handler", "uses a changed attachment only after its next restart"));
        }
        if (change.fields().stream().noneMatch(field -> field.path().isWithin(FIELD))) {
            return List.of();
        }
        var impacts = new ArrayList<Impact>();
        impacts.add(Impact.of("virt-handler", "restarts on every node, with an interface in " + spec.range()));
        if (!live.runningMigrations().isEmpty()) {
            impacts.add(Impact.of(
                    "live migrations", live.runningMigrations().size() + " that are running now will probably fail"));
        }
        return impacts;
    }

    @Override
    public List<Check> checks(MigrationNetwork spec, LiveState live) {
        var checks = new ArrayList<Check>();
        checks.add(Operands.healthy(live));
        checks.addAll(Operands.kubeVirt(live, OPERAND, spec.name()));
        checks.add(Checks.field(Operands.virtHandler(live), ANNOTATION, spec.name() + "@migration0"));
        checks.add(Checks.rolledOut(Operands.virtHandler(live)));
        return checks;
    }
}
