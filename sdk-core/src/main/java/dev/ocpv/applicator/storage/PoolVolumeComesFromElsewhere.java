package dev.ocpv.applicator.storage;

import dev.ocpv.live.LiveState;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.Optional;

/** STO-026: the pool would wait for a volume that it has to make. */
record PoolVolumeComesFromElsewhere() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo(
                "STO-026", Severity.ERROR, "the volume of a pool does not come from host path storage itself");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var path = "pools[" + i + "].volume.storageClass";
            spec.pools().get(i).volume().ifPresent(volume -> {
                var name = volume.storageClass().or(() -> defaultClass(context));
                if (name.filter(some -> isHostPath(some, spec, context.live())).isPresent()) {
                    findings.report(
                            info(),
                            path,
                            "%s is served by host path storage itself".formatted(name.get()),
                            "name a class of another provisioner");
                }
            });
        }
    }

    private static Optional<String> defaultClass(Context context) {
        return context.desired()
                .specs(DefaultStorageClass.class)
                .flatMap(some -> some.cluster().stream())
                .findFirst()
                .or(() -> Classes.marked(context.live(), Classes.DEFAULT).stream()
                        .map(some -> some.getMetadata().getName())
                        .findFirst());
    }

    private static boolean isHostPath(String name, HostPathStorage spec, LiveState live) {
        var made = spec.pools().stream()
                .flatMap(pool -> pool.storageClass().stream())
                .anyMatch(some -> some.name().equals(name));
        return made
                || Classes.find(live, name)
                        .filter(some -> Classes.HOST_PATH.equals(some.getProvisioner()))
                        .isPresent();
    }
}
