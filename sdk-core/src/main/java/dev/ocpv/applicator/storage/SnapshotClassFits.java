package dev.ocpv.applicator.storage;

import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.TreeMap;

/** STO-016: CDI stops on a name that does not exist, and ignores one of another driver. */
record SnapshotClassFits() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-016", Severity.ERROR, "the snapshot class exists and has the class's driver");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        spec.snapshotClass()
                .filter(name -> Classes.readable(context.live(), "volumesnapshotclasses"))
                .ifPresent(name -> {
                    var drivers = new TreeMap<String, String>();
                    context.live()
                            .volumeSnapshotClasses()
                            .forEach(some -> drivers.put(
                                    some.getMetadata().getName(),
                                    String.valueOf(
                                            some.getAdditionalProperties().get("driver"))));
                    var provisioner =
                            Classes.find(context.live(), spec.storageClass()).map(StorageClass::getProvisioner);
                    var driver = drivers.get(name);
                    if (driver == null) {
                        report(
                                findings,
                                "there is no VolumeSnapshotClass %s; there are %s".formatted(name, drivers.keySet()),
                                Words.suggestion(name, drivers.keySet()));
                    } else if (provisioner.filter(some -> !some.equals(driver)).isPresent()) {
                        report(
                                findings,
                                "%s is for driver %s, but the StorageClass is of %s"
                                        .formatted(name, driver, provisioner.get()),
                                "");
                    }
                });
    }

    private void report(Findings findings, String message, String suggestion) {
        findings.report(
                info(),
                "snapshotClass",
                message,
                suggestion + "name a VolumeSnapshotClass with the provisioner as driver");
    }
}
