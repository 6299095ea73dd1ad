package dev.ocpv.verify;

import dev.ocpv.resource.ResourceRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads for checks; the engine implements it and reads each thing at most once per look. */
public interface LiveReader {

    /**
     * {@return the whole object; empty when it does not exist}
     *
     * @throws dev.ocpv.report.SdkException when it cannot be read; the check is asked again later
     */
    Optional<Map<String, Object>> get(ResourceRef resource);

    /**
     * {@return the objects of a kind in a namespace}
     *
     * @param namespace empty for a cluster-scoped kind, or for all namespaces
     * @throws dev.ocpv.report.SdkException when they cannot be read; the check is asked again later
     */
    List<Map<String, Object>> list(String apiVersion, String kind, String namespace);
}
