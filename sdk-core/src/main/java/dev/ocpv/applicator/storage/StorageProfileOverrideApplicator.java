package dev.ocpv.applicator.storage;

import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.cdi.v1beta1.StorageProfile;
import dev.ocpv.model.cdi.v1beta1.StorageProfileSpec;
import dev.ocpv.model.cdi.v1beta1.storageprofilespec.ClaimPropertySets;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.storage.ClaimPropertySet;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;

/** Renders a {@link StorageProfileOverride} into the spec of the profile that CDI made. */
final class StorageProfileOverrideApplicator implements Applicator<StorageProfileOverride> {
    private static final FieldPath FIELD = FieldPath.of("spec");

    @Override
    public Class<StorageProfileOverride> specType() {
        return StorageProfileOverride.class;
    }

    @Override
    public List<Rule<StorageProfileOverride>> rules() {
        var rules = new ArrayList<Rule<StorageProfileOverride>>();
        rules.add(OperandRules.served("cdi.kubevirt.io/v1beta1"));
        rules.addAll(List.of(
                new OverrideSaysSomething(),
                new ProfileClassExists(),
                new ProfileClassHasVolumes(),
                new ClaimPropertySetsAreComplete(),
                new ProfileValuesAreKnown(),
                new ClaimPropertySetsAreFew(),
                new SnapshotClassFits(),
                new SnapshotClassIsClear()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(StorageProfileOverride spec, LiveState live) {
        var resource = new StorageProfile();
        resource.setMetadata(
                new ObjectMetaBuilder().withName(spec.storageClass()).build());
        resource.setSpec(profile(spec));
        return List.of(resource);
    }

    private static StorageProfileSpec profile(StorageProfileOverride spec) {
        var profile = new StorageProfileSpec();
        if (!spec.claimPropertySets().isEmpty()) {
            profile.withClaimPropertySets(spec.claimPropertySets().stream()
                    .map(StorageProfileOverrideApplicator::set)
                    .toList());
        }
        spec.cloneStrategy().ifPresent(profile::withCloneStrategy);
        spec.dataImportCronSourceFormat().ifPresent(profile::withDataImportCronSourceFormat);
        spec.snapshotClass().ifPresent(profile::withSnapshotClass);
        return profile;
    }

    private static ClaimPropertySets set(ClaimPropertySet set) {
        return new ClaimPropertySets()
                .withAccessModes(set.accessModes())
                .withVolumeMode(ClaimPropertySets.VolumeMode.of(set.volumeMode()));
    }

    @Override
    public List<Impact> impacts(StorageProfileOverride spec, LiveState live, Change change) {
        return change.fields().stream().anyMatch(field -> field.path().isWithin(FIELD))
                ? List.of(Impact.of(
                        "new disks on " + spec.storageClass(),
                        "are claimed, cloned and imported the new way; old ones stay"))
                : List.of();
    }

    /** CDI repeats in the status what it uses; a set that it cannot use leaves the old status there without a word. */
    @Override
    public List<Check> checks(StorageProfileOverride spec, LiveState live) {
        var ref = ResourceRef.cluster("cdi.kubevirt.io/v1beta1", "StorageProfile", spec.storageClass());
        return Documents.of(profile(spec)).entrySet().stream()
                .map(field -> Checks.carries(ref, FieldPath.of("status", field.getKey()), field.getValue()))
                .toList();
    }
}
