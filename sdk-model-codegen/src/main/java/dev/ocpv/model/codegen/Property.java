package dev.ocpv.model.codegen;

/**
 * One field of a generated class.
 *
 * @param json its name on the wire
 * @param java its name in Java
 * @param type its Java type as the generator wrote it
 * @param doc its description, or empty
 */
record Property(String json, String java, String type, String doc) {

    Property withType(String other) {
        return new Property(json, java, other, doc);
    }

    String capitalised() {
        return Names.capitalise(java);
    }
}
