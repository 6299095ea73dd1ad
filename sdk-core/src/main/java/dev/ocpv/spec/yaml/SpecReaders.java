package dev.ocpv.spec.yaml;

import static dev.ocpv.spec.yaml.PlacementReader.ordered;

import dev.ocpv.spec.Spec;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.spec.migration.MigrationNetwork.Attachment;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.spec.storage.DefaultStorageClass;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** How each section of a document becomes a spec. */
final class SpecReaders {
    /** What a section is called in messages until its spec has an id, its keys, and its reader. */
    record SpecReader(String subject, Set<String> keys, Function<Section, Optional<? extends Spec>> read) {}

    /** By key of the document, in the order of its guide. */
    static final Map<String, SpecReader> BY_KEY = byKey();

    private SpecReaders() {}

    private static Map<String, SpecReader> byKey() {
        var readers = new LinkedHashMap<String, SpecReader>();
        readers.put(
                "operatorPlacement",
                new SpecReader(
                        "OperatorPlacement",
                        PlacementReader.KEYS,
                        section -> Optional.of(OperatorPlacement.of(PlacementReader.read(section)))));
        readers.put(
                "infraPlacement",
                new SpecReader(
                        "InfraPlacement",
                        PlacementReader.KEYS,
                        section -> Optional.of(InfraPlacement.of(PlacementReader.read(section)))));
        readers.put("workloadPlacement", new SpecReader("WorkloadPlacement", workloadKeys(), SpecReaders::workload));
        readers.put(
                "hostPathStorage",
                new SpecReader("HostPathStorage", ordered("placement", "pools"), StorageReaders::hostPath));
        readers.put(
                "liveMigration",
                new SpecReader(
                        "LiveMigration",
                        ordered(
                                "parallelMigrationsPerCluster",
                                "parallelOutboundMigrationsPerNode",
                                "bandwidthPerMigration",
                                "completionTimeoutPerGiB",
                                "progressTimeout",
                                "allowAutoConverge",
                                "allowPostCopy"),
                        SpecReaders::liveMigration));
        readers.put(
                "migrationNetwork",
                new SpecReader(
                        "MigrationNetwork",
                        ordered("name", "attachment", "device", "range", "excludes"),
                        SpecReaders::network));
        readers.put(
                "defaultStorageClass",
                new SpecReader("DefaultStorageClass", ordered("cluster", "virtualization"), SpecReaders::defaultClass));
        readers.put(
                "memoryOvercommit", new SpecReader("MemoryOvercommit", ordered("percentage"), SpecReaders::overcommit));
        return readers;
    }

    private static Set<String> workloadKeys() {
        var keys = new LinkedHashSet<>(PlacementReader.KEYS);
        keys.add("allowWithWorkloads");
        return keys;
    }

    private static Optional<Spec> workload(Section section) {
        var spec = WorkloadPlacement.builder().placement(PlacementReader.read(section));
        section.bool("allowWithWorkloads").ifPresent(spec::allowWithWorkloads);
        return Optional.of(spec.build());
    }

    private static Optional<Spec> liveMigration(Section section) {
        var spec = LiveMigration.builder();
        section.number("parallelMigrationsPerCluster", spec::parallelMigrationsPerCluster);
        section.number("parallelOutboundMigrationsPerNode", spec::parallelOutboundMigrationsPerNode);
        section.text("bandwidthPerMigration", true).ifPresent(spec::bandwidthPerMigration);
        section.longNumber("completionTimeoutPerGiB").map(Duration::ofSeconds).ifPresent(spec::completionTimeoutPerGib);
        section.longNumber("progressTimeout").map(Duration::ofSeconds).ifPresent(spec::progressTimeout);
        section.bool("allowAutoConverge").ifPresent(spec::allowAutoConverge);
        section.bool("allowPostCopy").ifPresent(spec::allowPostCopy);
        return Optional.of(spec.build());
    }

    private static Optional<Spec> network(Section section) {
        var name = section.required("name");
        var device = section.required("device");
        var range = section.required("range");
        var attachment = section.oneOf("attachment", Attachment.values(), Attachment::type);
        var excludes = section.texts("excludes");
        if (name.isEmpty() || device.isEmpty() || range.isEmpty()) {
            return Optional.empty();
        }
        var spec = MigrationNetwork.builder()
                .name(name.get())
                .device(device.get())
                .range(range.get())
                .addAllExcludes(excludes);
        attachment.ifPresent(spec::attachment);
        return Optional.of(spec.build());
    }

    private static Optional<Spec> defaultClass(Section section) {
        var spec = DefaultStorageClass.builder();
        section.text("cluster").ifPresent(spec::cluster);
        section.text("virtualization").ifPresent(spec::virtualization);
        return Optional.of(spec.build());
    }

    private static Optional<Spec> overcommit(Section section) {
        var spec = new AtomicReference<Spec>();
        if (!section.has("percentage")) {
            section.missing("percentage");
        }
        section.number("percentage", value -> spec.set(MemoryOvercommit.of(value)));
        return Optional.ofNullable(spec.get());
    }
}
