package dev.ocpv.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How every value is generated: hidden implementation, insertion-ordered JDK collections. */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        strictBuilder = true,
        depluralize = true,
        optionalAcceptNullable = false,
        defaultAsDefault = true,
        allowedClasspathAnnotations = {
            org.jspecify.annotations.Nullable.class,
            javax.annotation.processing.Generated.class
        })
public @interface ValueStyle {}
