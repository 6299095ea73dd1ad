package dev.ocpv.verify;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the checks that most applicators need. */
public final class Checks {
    private Checks() {}

    /**
     * {@return a check that a resource's conditions have these statuses, and that they speak of its latest generation}
     *
     * @param wanted status by condition type, such as {@code Available: True}
     */
    public static Check conditions(ResourceRef resource, Map<String, String> wanted) {
        return new ConditionsHold(resource, wanted);
    }

    /** {@return a check that a field of a resource has a value} */
    public static Check field(ResourceRef resource, FieldPath path, Object value) {
        return new FieldHolds(resource, path, value, Object::equals);
    }

    /** {@return a check that a field of a resource has at least these keys, with the same lists and scalars below them} */
    public static Check carries(ResourceRef resource, FieldPath path, Object value) {
        return new FieldHolds(resource, path, value, FieldHolds::covers);
    }

    /** {@return a check that a list of a resource has at least these items} */
    public static Check includes(ResourceRef resource, FieldPath path, List<?> items) {
        return new Includes(resource, path, List.copyOf(items));
    }

    /** {@return a check that a Deployment, DaemonSet or StatefulSet runs its latest pod template everywhere} */
    public static Check rolledOut(ResourceRef workload) {
        return new RolledOut(workload);
    }

    /**
     * {@return a check that the running pods of a workload are on these nodes and on no others}
     *
     * @param workload a DaemonSet, or a Deployment through its ReplicaSets
     * @param nodes all nodes that may run one
     * @param everyOne whether each of the nodes must run one, as for a DaemonSet
     */
    public static Check podsOn(ResourceRef workload, Collection<String> nodes, boolean everyOne) {
        return new PodsOn(workload, Set.copyOf(nodes), new TreeSet<>(nodes), everyOne);
    }
}
