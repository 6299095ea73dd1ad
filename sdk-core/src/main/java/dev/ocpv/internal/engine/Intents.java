package dev.ocpv.internal.engine;

import dev.ocpv.internal.tree.Trees;
import dev.ocpv.report.Finding;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.ValidatedState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all specs together want of each resource, in the order in which the resources must be written. */
final class Intents {

    /**
     * What is wanted of one resource.
     *
     * @param document the intended fields
     * @param specs who wants them
     */
    record Intent(ResourceRef resource, Map<String, Object> document, List<Spec> specs) {}

    private final Map<ResourceRef, Intent> byResource = new LinkedHashMap<>();
    private final Map<ResourceRef, Set<ResourceRef>> earlier = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    static Intents of(ValidatedState state, Applicators applicators, ResourceCodec codec) {
        var intents = new Intents();
        state.desired().specs().forEach(spec -> intents.add(spec, state, applicators, codec));
        return intents;
    }

    List<Finding> findings() {
        return findings;
    }

    /** {@return the intents; a resource comes after those that its spec renders before it} */
    List<Intent> inOrder() {
        var order = new LinkedHashSet<ResourceRef>();
        byResource.keySet().forEach(resource -> visit(resource, order, new LinkedHashSet<>()));
        return order.stream().map(resource -> byResource.get(resource)).toList();
    }

    private void visit(ResourceRef resource, Set<ResourceRef> order, Set<ResourceRef> open) {
        if (order.contains(resource) || !open.add(resource)) {
            return;
        }
        earlier.getOrDefault(resource, Set.of()).forEach(first -> visit(first, order, open));
        order.add(resource);
    }

    private <S extends Spec> void add(S spec, ValidatedState state, Applicators applicators, ResourceCodec codec) {
        var before = new LinkedHashSet<ResourceRef>();
        for (var rendered : applicators.of(spec).render(spec, state.live())) {
            var resource = ResourceRef.to(rendered);
            add(resource, codec.of(rendered), spec);
            earlier.computeIfAbsent(resource, key -> new LinkedHashSet<>()).addAll(before);
            before.add(resource);
        }
    }

    private void add(ResourceRef resource, Map<String, Object> document, Spec spec) {
        var intent =
                byResource.computeIfAbsent(resource, key -> new Intent(key, new LinkedHashMap<>(), new ArrayList<>()));
        var clashes = Trees.mergeInto(intent.document(), document);
        intent.specs().add(spec);
        var names = intent.specs().stream().map(Spec::id).toList();
        clashes.forEach(
                path -> findings.add(EngineFindings.contradiction(resource, path, String.join(" and ", names))));
    }
}
