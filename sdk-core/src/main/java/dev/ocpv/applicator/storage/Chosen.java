package dev.ocpv.applicator.storage;

import dev.ocpv.spec.storage.DefaultStorageClass;
import java.util.ArrayList;
import java.util.List;

/** One of the two defaults that a spec sets: the field of the spec and the class that it names. */
record Chosen(String field, String className) {

    static List<Chosen> of(DefaultStorageClass spec) {
        var all = new ArrayList<Chosen>();
        spec.cluster().ifPresent(name -> all.add(new Chosen("cluster", name)));
        spec.virtualization().ifPresent(name -> all.add(new Chosen("virtualization", name)));
        return all;
    }
}
