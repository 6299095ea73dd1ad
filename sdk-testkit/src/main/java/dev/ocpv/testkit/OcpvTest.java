package dev.ocpv.testkit;

import dev.ocpv.model.catalog.Release;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** On a class of tests: each starts from {@link Scenarios#bareMetal} of a release. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestClusterExtension.class)
@ResourceLock(providers = ClusterLocks.class)
public @interface OcpvTest {

    /** {@return the release of the cluster} */
    Release value() default Release.OCP_4_17;
}
