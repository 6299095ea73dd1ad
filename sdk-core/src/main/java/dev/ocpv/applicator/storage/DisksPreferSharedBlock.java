package dev.ocpv.applicator.storage;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.Map;

/** STO-005: OpenShift Data Foundation serves disks best as RWX block volumes of RBD; live migration needs RWX. */
record DisksPreferSharedBlock() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-005", Severity.WARNING, "disks on Ceph are shared raw blocks");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        var chosen = spec.virtualization()
                .map(name -> new Chosen("virtualization", name))
                .or(() -> spec.cluster()
                        .filter(name -> Classes.marked(context.live(), Classes.VIRT_DEFAULT)
                                .isEmpty())
                        .map(name -> new Chosen("cluster", name)));
        chosen.ifPresent(some -> {
            var first = Classes.profileStatus(context.live(), some.className())
                    .map(status -> Documents.objects(status, "claimPropertySets"))
                    .filter(sets -> !sets.isEmpty())
                    .map(sets -> sets.get(0));
            var ceph = Classes.find(context.live(), some.className())
                    .filter(found -> found.getProvisioner().endsWith(".csi.ceph.com"));
            if (ceph.isPresent() && first.filter(set -> !isSharedBlock(set)).isPresent()) {
                findings.report(
                        info(),
                        some.field(),
                        "disks on %s are claimed as %s first, not as ReadWriteMany Block"
                                .formatted(some.className(), first.get()),
                        "use a class of Ceph RBD, such as ocs-storagecluster-ceph-rbd-virtualization");
            }
        });
    }

    private static boolean isSharedBlock(Map<String, Object> set) {
        return "Block".equals(set.get("volumeMode"))
                && Documents.list(set, "accessModes").contains("ReadWriteMany");
    }
}
