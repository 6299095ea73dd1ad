package dev.ocpv.applicator.storage;

import dev.ocpv.live.LiveState;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a {@link DefaultStorageClass} as annotations: "true" on the new default, "false" on every other class that has "true" now. */
final class DefaultStorageClassApplicator implements Applicator<DefaultStorageClass> {
    private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");

    @Override
    public Class<DefaultStorageClass> specType() {
        return DefaultStorageClass.class;
    }

    @Override
    public List<Rule<DefaultStorageClass>> rules() {
        var rules = new ArrayList<Rule<DefaultStorageClass>>();
        rules.addAll(List.of(
                new DefaultSaysSomething(),
                new DefaultClassExists(),
                new DefaultClassHasVolumes(),
                new DefaultProfileIsComplete(),
                new DisksPreferSharedBlock(),
                new VirtDefaultIsSeen()));
        return rules;
    }

    /**
     * The new default comes first. For a moment there are two, and Kubernetes and CDI take the newer class; the other way round there
     * would be none, and CDI would drop snapshot boot sources and leave data volumes pending that nothing wakes up again.
     */
    @Override
    public List<HasMetadata> render(DefaultStorageClass spec, LiveState live) {
        var resources = new ArrayList<HasMetadata>();
        annotations(spec, live).forEach((name, annotations) -> resources.add(annotated(name, annotations)));
        return resources;
    }

    private static Map<String, Map<String, String>> annotations(DefaultStorageClass spec, LiveState live) {
        var byClass = new LinkedHashMap<String, Map<String, String>>();
        spec.cluster().ifPresent(name -> put(byClass, name, Classes.DEFAULT, "true"));
        spec.virtualization().ifPresent(name -> put(byClass, name, Classes.VIRT_DEFAULT, "true"));
        spec.cluster().ifPresent(name -> unmark(byClass, name, Classes.DEFAULT, live));
        spec.virtualization().ifPresent(name -> unmark(byClass, name, Classes.VIRT_DEFAULT, live));
        return byClass;
    }

    private static void unmark(
            Map<String, Map<String, String>> byClass, String chosen, String annotation, LiveState live) {
        Classes.marked(live, annotation).stream()
                .map(some -> some.getMetadata().getName())
                .filter(name -> !name.equals(chosen))
                .forEach(name -> put(byClass, name, annotation, "false"));
    }

    private static void put(Map<String, Map<String, String>> byClass, String name, String annotation, String value) {
        byClass.computeIfAbsent(name, ignored -> new LinkedHashMap<>()).put(annotation, value);
    }

    private static StorageClass annotated(String name, Map<String, String> annotations) {
        var resource = new StorageClass();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withAnnotations(annotations)
                .build());
        return resource;
    }

    @Override
    public List<Impact> impacts(DefaultStorageClass spec, LiveState live, Change change) {
        var impacts = new ArrayList<Impact>();
        if (gains(change, Classes.DEFAULT)) {
            impacts.add(Impact.of(
                    "new claims without a class", "go to " + change.resource().name()));
        }
        var forDisks = gains(change, Classes.VIRT_DEFAULT)
                || (gains(change, Classes.DEFAULT) && virtualDefault(spec, live).isEmpty());
        if (forDisks) {
            impacts.add(Impact.of(
                    "boot sources",
                    "those without a class of their own are deleted and imported again on "
                            + change.resource().name()));
        }
        return impacts;
    }

    private static boolean gains(Change change, String annotation) {
        return change.fields().stream()
                .anyMatch(field -> field.path().isWithin(ANNOTATIONS.child(annotation))
                        && field.after().filter("true"::equals).isPresent());
    }

    private static List<String> virtualDefault(DefaultStorageClass spec, LiveState live) {
        return spec.virtualization()
                .map(List::of)
                .orElseGet(() -> Classes.marked(live, Classes.VIRT_DEFAULT).stream()
                        .map(some -> some.getMetadata().getName())
                        .toList());
    }

    @Override
    public List<Check> checks(DefaultStorageClass spec, LiveState live) {
        var checks = new ArrayList<Check>();
        annotations(spec, live)
                .forEach((name, annotations) -> annotations.forEach((annotation, value) -> checks.add(Checks.field(
                        ResourceRef.cluster(Classes.API_VERSION, "StorageClass", name),
                        ANNOTATIONS.child(annotation),
                        value))));
        return checks;
    }
}
