package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Implemented by whoever knows how a kind looks in its other versions; by default only apiVersion differs. */
@FunctionalInterface
public interface Converter {
    /** Only apiVersion differs. */
    Converter NONE = (object, from, to) -> {};

    /** Brings the object's own tree from one apiVersion to another. */
    void convert(ObjectNode object, String from, String to);
}
