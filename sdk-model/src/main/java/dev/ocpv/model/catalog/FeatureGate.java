package dev.ocpv.model.catalog;

import java.util.Optional;

/**
 * A feature of OpenShift Virtualization that HyperConverged switches, and where the switch is at a release.
 *
 * @param name such as {@code alignCPUs}
 * @param v1beta1 the field of v1beta1 that switches it, which is no gate any more once the feature has a field of its own;
 *     empty when nothing switches it, because the gate is still accepted but ignored
 * @param v1 the same in v1, where a gate is an item of a list: {@code spec.featureGates[name=alignCPUs]}; empty also when
 *     the release does not serve v1
 * @param enabledByDefault what holds when nobody says anything; empty when the definition does not tell
 * @param deprecated the release from which on the gate is marked as deprecated
 */
public record FeatureGate(
        String name,
        Optional<String> v1beta1,
        Optional<String> v1,
        Optional<Boolean> enabledByDefault,
        Optional<Release> deprecated) {}
