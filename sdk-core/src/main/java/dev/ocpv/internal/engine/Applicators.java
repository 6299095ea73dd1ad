package dev.ocpv.internal.engine;

import dev.ocpv.report.SdkException;
import dev.ocpv.spec.Spec;
import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The applicators on the class path, by the spec type that they know. */
record Applicators(Map<Class<?>, Applicator<?>> byType) {

    static Applicators installed() {
        var found = new LinkedHashMap<Class<?>, Applicator<?>>();
        for (var module : ServiceLoader.load(ApplicatorModule.class, ApplicatorModule.class.getClassLoader())) {
            for (var applicator : module.applicators()) {
                var other = found.put(applicator.specType(), applicator);
                if (other != null) {
                    throw new SdkException("Two applicators know %s: %s and %s. Leave one of them off the class path."
                            .formatted(applicator.specType().getName(), other, applicator));
                }
            }
        }
        return new Applicators(found);
    }

    @SuppressWarnings("unchecked") // an applicator is filed under the type of its specs
    <S extends Spec> Applicator<S> of(S spec) {
        for (var entry : byType.entrySet()) {
            if (entry.getKey().isInstance(spec)) {
                return (Applicator<S>) entry.getValue();
            }
        }
        throw new SdkException(
                "No applicator knows %s. Add the one that does to the class path, as an ApplicatorModule service."
                        .formatted(spec.getClass().getName()));
    }
}
