package dev.ocpv.spec;

/** One thing a user wants; implemented by the types of the packages below, and by anyone who adds an applicator. */
public interface Spec {

    /** {@return how messages call it: the type, and the name where there can be several, such as {@code StorageProfile/fast}} */
    String id();
}
