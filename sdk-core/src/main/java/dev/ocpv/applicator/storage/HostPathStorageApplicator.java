package dev.ocpv.applicator.storage;

import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.placement.PlacementRules;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.internal.placement.Where;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisioner;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisionerSpec;
import dev.ocpv.model.hpp.v1beta1.hostpathprovisionerspec.StoragePools;
import dev.ocpv.model.hpp.v1beta1.hostpathprovisionerspec.Workload;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.spec.storage.PoolClass;
import dev.ocpv.spec.storage.PoolVolume;
import dev.ocpv.spec.storage.StoragePool;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a {@link HostPathStorage} as the HostPathProvisioner and the StorageClasses of its pools. */
final class HostPathStorageApplicator implements Applicator<HostPathStorage> {
    private static final String USUAL_NAME = "hostpath-provisioner";
    private static final FieldPath PLACEMENT = FieldPath.of("spec", "workload");
    private static final FieldPath POOLS = FieldPath.of("spec", "storagePools");

    @Override
    public Class<HostPathStorage> specType() {
        return HostPathStorage.class;
    }

    @Override
    public List<Rule<HostPathStorage>> rules() {
        var rules = new ArrayList<Rule<HostPathStorage>>();
        rules.addAll(PlacementRules.of(new Where<>("placement.", true, HostPathStorage::placement)));
        rules.add(OperandRules.served("hostpathprovisioner.kubevirt.io/v1beta1"));
        rules.addAll(List.of(
                new PoolsAreGiven(),
                new PoolNamesAndPathsFit(),
                new PoolsAreDifferent(),
                new PoolIsOffTheSystemDisk(),
                new HostPathCoversWorkloads(),
                new PoolClassCanBeMade(),
                new PoolVolumeComesFromElsewhere(),
                new PoolClassWaitsForConsumer(),
                new ProvisionerIsAlone(),
                new ProvisionerHasNoPathConfig(),
                new PoolValuesAreKnown()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(HostPathStorage spec, LiveState live) {
        var resources = new ArrayList<HasMetadata>();
        resources.add(provisioner(spec, live));
        for (var pool : spec.pools()) {
            pool.storageClass().ifPresent(some -> resources.add(storageClass(pool, some)));
        }
        return resources;
    }

    private static HostPathProvisioner provisioner(HostPathStorage spec, LiveState live) {
        var wanted = new HostPathProvisionerSpec()
                .withStoragePools(spec.pools().stream()
                        .map(HostPathStorageApplicator::pool)
                        .toList());
        spec.placement().ifPresent(placement -> wanted.withWorkload(Placements.as(Workload.class, placement)));
        var resource = new HostPathProvisioner();
        resource.setMetadata(new ObjectMetaBuilder().withName(name(live)).build());
        resource.setSpec(wanted);
        return resource;
    }

    /** There may be only one in a cluster, so one that is there is the one to configure. */
    private static String name(LiveState live) {
        return live.hostPathProvisioners().stream()
                .findFirst()
                .map(found -> found.getMetadata().getName())
                .orElse(USUAL_NAME);
    }

    private static StoragePools pool(StoragePool pool) {
        var wanted = new StoragePools().withName(pool.name()).withPath(pool.path());
        pool.volume().ifPresent(volume -> wanted.withPvcTemplate(template(volume)));
        return wanted;
    }

    private static PersistentVolumeClaimSpec template(PoolVolume volume) {
        var modes = volume.accessModes().isEmpty() ? List.of("ReadWriteOnce") : volume.accessModes();
        var template = new PersistentVolumeClaimSpecBuilder()
                .withAccessModes(modes)
                .withNewResources()
                .addToRequests("storage", new Quantity(volume.size()))
                .endResources();
        volume.storageClass().ifPresent(template::withStorageClassName);
        volume.volumeMode().ifPresent(template::withVolumeMode);
        return template.build();
    }

    private static HasMetadata storageClass(StoragePool pool, PoolClass wanted) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(wanted.name())
                .endMetadata()
                .withProvisioner(Classes.HOST_PATH)
                .withParameters(Map.of("storagePool", pool.name()))
                .withReclaimPolicy(wanted.reclaimPolicy())
                .withVolumeBindingMode(wanted.volumeBindingMode())
                .build();
    }

    @Override
    public List<Impact> impacts(HostPathStorage spec, LiveState live, Change change) {
        if (!change.resource().kind().equals("HostPathProvisioner")) {
            return List.of();
        }
        var before = change.write().before();
        var after = change.write().predicted();
        var impacts = new ArrayList<Impact>();
        if (touches(change, PLACEMENT) || touches(change, POOLS)) {
            impacts.add(Placements.move(
                    "hostpath-provisioner-csi",
                    before.exists() ? "restarts wherever it stays" : "starts",
                    before.exists() ? nodes(before.document(), live) : List.of(),
                    nodes(after, live)));
        }
        var kept = Documents.objects(after, "spec", "storagePools").stream()
                .map(pool -> pool.get("name"))
                .toList();
        for (var pool : Documents.objects(before.document(), "spec", "storagePools")) {
            if (!kept.contains(pool.get("name"))) {
                impacts.add(Impact.of("pool " + pool.get("name"), "goes: disks on it can no longer be attached"));
            }
        }
        return impacts;
    }

    private static boolean touches(Change change, FieldPath path) {
        // A field that comes or goes as a whole is listed at the top of what came or went.
        return change.fields().stream().anyMatch(field -> field.path().isWithin(path) || path.isWithin(field.path()));
    }

    private static List<String> nodes(Map<String, Object> document, LiveState live) {
        return HostPathNodes.of(Placements.read(Documents.object(document, "spec", "workload")), live);
    }

    @Override
    public List<Check> checks(HostPathStorage spec, LiveState live) {
        var ref = ResourceRef.to(provisioner(spec, live));
        var conditions = new LinkedHashMap<String, String>();
        conditions.put("Available", "True");
        conditions.put("Progressing", "False");
        conditions.put("Degraded", "False");
        var daemons =
                ResourceRef.namespaced("apps/v1", "DaemonSet", live.operatorNamespace(), "hostpath-provisioner-csi");
        var placement = spec.placement().orElseGet(() -> Placement.builder().build());
        return List.of(
                Checks.conditions(ref, conditions),
                new PoolsReady(ref, spec.pools().stream().map(StoragePool::name).toList()),
                Checks.rolledOut(daemons),
                Checks.podsOn(daemons, HostPathNodes.of(placement, live), true));
    }
}
