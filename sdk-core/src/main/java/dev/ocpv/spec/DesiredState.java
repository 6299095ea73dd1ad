package dev.ocpv.spec;

import dev.ocpv.report.Finding;
import dev.ocpv.report.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is to be true of a cluster, in no particular order; immutable. */
public final class DesiredState {
    private final List<Spec> specs;
    private final List<Finding> findings;
    private final Map<String, Location> locations;

    private DesiredState(List<Spec> specs, List<Finding> findings, Map<String, Location> locations) {
        this.specs = List.copyOf(specs);
        this.findings = List.copyOf(findings);
        this.locations = Map.copyOf(locations);
    }

    /** {@return a state of these specs} */
    public static DesiredState of(Spec... specs) {
        return new DesiredState(List.of(specs), List.of(), Map.of());
    }

    /** {@return a state of these specs} */
    public static DesiredState of(List<? extends Spec> specs) {
        return new DesiredState(List.copyOf(specs), List.of(), Map.of());
    }

    /**
     * {@return a state that was read from a text}
     *
     * @param findings what was wrong with the text; {@code validate} reports them together with its own
     * @param locations where each field was written, by {@code id + " " + path}, or by {@code id} for a whole spec
     */
    public static DesiredState read(
            List<? extends Spec> specs, List<Finding> findings, Map<String, Location> locations) {
        return new DesiredState(List.copyOf(specs), findings, locations);
    }

    /** {@return this state and these specs} */
    public DesiredState and(Spec... more) {
        var all = new ArrayList<>(specs);
        all.addAll(List.of(more));
        return new DesiredState(all, findings, locations);
    }

    /** {@return the specs, in the order given} */
    public List<Spec> specs() {
        return specs;
    }

    /** {@return the specs of one type, in the order given} */
    public <S extends Spec> Stream<S> specs(Class<S> type) {
        return specs.stream().filter(type::isInstance).map(type::cast);
    }

    /** {@return what was wrong with the text that this was read from} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return where a field of a spec was written: the field itself, or the nearest thing around it} */
    public Optional<Location> locate(Spec spec, String path) {
        for (var at = path; !at.isEmpty(); at = parent(at)) {
            var location = locations.get(spec.id() + " " + at);
            if (location != null) {
                return Optional.of(location);
            }
        }
        return Optional.ofNullable(locations.get(spec.id()));
    }

    private static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
