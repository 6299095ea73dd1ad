package dev.ocpv.model.catalog;

import java.util.List;

/** Tells which validation rules guard a field; implemented by who has rules. */
@FunctionalInterface
public interface RuleCodes {

    /**
     * {@return the codes of the rules that guard the field, such as {@code MIG-001}}
     *
     * @param crd the name of the definition, {@code <plural>.<group>}
     * @param version the API version
     * @param path the field, such as {@code spec.liveMigrationConfig.network}
     */
    List<String> of(String crd, String version, String path);
}
