package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.storage.StorageClass;

/** STO-017: with several for one driver and no default, CDI takes the first by name. */
record SnapshotClassIsClear() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-017", Severity.WARNING, "it is clear which snapshot class is used");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        var provisioner = Classes.find(context.live(), spec.storageClass()).map(StorageClass::getProvisioner);
        var fitting = context.live().volumeSnapshotClasses().stream()
                .filter(some -> provisioner
                        .filter(name ->
                                name.equals(some.getAdditionalProperties().get("driver")))
                        .isPresent())
                .toList();
        var clear = spec.snapshotClass().isPresent() || fitting.stream().anyMatch(SnapshotClassIsClear::isDefault);
        var needed = spec.cloneStrategy().filter("snapshot"::equals).isPresent()
                || spec.dataImportCronSourceFormat().filter("snapshot"::equals).isPresent();
        if (needed && !clear && fitting.size() > 1) {
            findings.report(
                    info(),
                    "snapshotClass",
                    "%d VolumeSnapshotClasses fit, none is the default".formatted(fitting.size()),
                    "name the one to use");
        }
    }

    private static boolean isDefault(GenericKubernetesResource some) {
        var annotations = some.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get("snapshot.storage.kubernetes.io/is-default-class"));
    }
}
