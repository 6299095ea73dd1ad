package dev.ocpv.model.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One field as {@link ApiCatalog#explain} tells of it.
 *
 * @param name its last name, or the kind for the whole object
 * @param path its way from the root, such as {@code spec.storagePools[].path}; empty for the whole object
 * @param type as kubectl writes it, such as {@code []Object} or {@code map[string]string}
 * @param description what it is for; empty where nothing is written
 * @param defaultValue what the cluster of this release fills in
 * @param allowed the values of an enumeration
 * @param bounds limits that are no enumeration, such as {@code minimum 0}
 * @param since the release that brought it; empty when it is as old as the catalogue
 * @param deprecated the release from which on it is marked as deprecated
 * @param removed the release that took it away later
 * @param movedTo the field that took over
 * @param otherVersion the same field in the other API version, such as {@code v1 spec.virtualization.evictionStrategy},
 *     with the release that brings that version where it is a later one
 * @param rules codes of the rules that guard it
 * @param fields the fields below it
 */
public record FieldExplanation(
        String name,
        String path,
        String type,
        boolean required,
        String description,
        Optional<Object> defaultValue,
        List<String> allowed,
        List<String> bounds,
        Optional<Release> since,
        Optional<Release> deprecated,
        Optional<Release> removed,
        Optional<String> movedTo,
        Optional<String> otherVersion,
        List<String> rules,
        List<FieldExplanation> fields) {}
