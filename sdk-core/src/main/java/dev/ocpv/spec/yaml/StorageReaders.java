package dev.ocpv.spec.yaml;

import static dev.ocpv.spec.yaml.PlacementReader.ordered;

import dev.ocpv.spec.Spec;
import dev.ocpv.spec.storage.ClaimPropertySet;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.spec.storage.PoolClass;
import dev.ocpv.spec.storage.PoolVolume;
import dev.ocpv.spec.storage.StoragePool;
import dev.ocpv.spec.storage.StorageProfileOverride;
import java.util.Optional;
import java.util.Set;

/** Reads the sections about storage that have parts. */
final class StorageReaders {
    static final Set<String> PROFILE_KEYS = ordered(
            "storageClass", "claimPropertySets", "cloneStrategy", "dataImportCronSourceFormat", "snapshotClass");
    private static final Set<String> POOL = ordered("name", "path", "volume", "storageClass");
    private static final Set<String> VOLUME = ordered("size", "storageClass", "volumeMode", "accessModes");
    private static final Set<String> CLASS = ordered("name", "reclaimPolicy", "volumeBindingMode");

    private StorageReaders() {}

    static Optional<Spec> hostPath(Section section) {
        var spec = HostPathStorage.builder();
        section.section("placement", PlacementReader.KEYS)
                .map(PlacementReader::read)
                .ifPresent(spec::placement);
        if (!section.has("pools")) {
            section.missing("pools");
        }
        return Optional.of(spec.addAllPools(section.list("pools", POOL, StorageReaders::pool))
                .build());
    }

    private static Optional<StoragePool> pool(Section section) {
        var name = section.required("name");
        var path = section.required("path");
        var volume = section.section("volume", VOLUME).flatMap(StorageReaders::volume);
        var storageClass = section.section("storageClass", CLASS).flatMap(StorageReaders::storageClass);
        if (name.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        var pool = StoragePool.builder().name(name.get()).path(path.get());
        volume.ifPresent(pool::volume);
        storageClass.ifPresent(pool::storageClass);
        return Optional.of(pool.build());
    }

    private static Optional<PoolVolume> volume(Section section) {
        if (!section.has("size")) {
            section.missing("size");
        }
        var size = section.text("size", true);
        var volume = PoolVolume.builder().addAllAccessModes(section.texts("accessModes"));
        section.text("storageClass").ifPresent(volume::storageClass);
        section.text("volumeMode").ifPresent(volume::volumeMode);
        return size.map(text -> volume.size(text).build());
    }

    private static Optional<PoolClass> storageClass(Section section) {
        var made = PoolClass.builder();
        section.text("reclaimPolicy").ifPresent(made::reclaimPolicy);
        section.text("volumeBindingMode").ifPresent(made::volumeBindingMode);
        return section.required("name").map(name -> made.name(name).build());
    }

    static Optional<Spec> profile(Section section) {
        var sets = section.list(
                "claimPropertySets",
                ordered("accessModes", "volumeMode"),
                item -> Optional.of(new ClaimPropertySet(
                        item.texts("accessModes"), item.text("volumeMode").orElse(""))));
        var spec = StorageProfileOverride.builder().addAllClaimPropertySets(sets);
        section.text("cloneStrategy").ifPresent(spec::cloneStrategy);
        section.text("dataImportCronSourceFormat").ifPresent(spec::dataImportCronSourceFormat);
        section.text("snapshotClass").ifPresent(spec::snapshotClass);
        return section.required("storageClass")
                .map(name -> spec.storageClass(name).build());
    }
}
