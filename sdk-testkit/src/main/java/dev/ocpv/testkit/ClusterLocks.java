package dev.ocpv.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Tests of one class share a cluster, so they wait for each other where tests run in parallel; classes do not. */
final class ClusterLocks implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return Set.of(
                new Lock("dev.ocpv.testkit.TestCluster of " + testClass.getName(), ResourceAccessMode.READ_WRITE));
    }
}
