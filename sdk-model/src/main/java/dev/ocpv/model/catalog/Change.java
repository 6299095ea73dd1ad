package dev.ocpv.model.catalog;

/**
 * One line of a release table: what a release changed on one field, against the release before it.
 *
 * @param release the first release with the new state
 * @param crd the name of the definition, {@code <plural>.<group>}
 * @param version the API version, or empty for the whole definition
 * @param path the field, {@code .} for the root; {@code []} steps into a list, {@code {}} into a map
 * @param attribute a schema keyword, or {@code field} for the field as a whole
 * @param before the old value as JSON, empty for none
 * @param now the new value as JSON, empty for none, {@code +} for "as the definition file has it"
 */
record Change(Release release, String crd, String version, String path, String attribute, String before, String now) {

    static Change of(Release release, String line) {
        var cells = line.split("\t", -1);
        return new Change(release, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    /** {@return whether this is told of the API but no part of the definition that a cluster serves} */
    boolean isRemark() {
        return attribute.equals("deprecated-field") || attribute.equals("moved-to");
    }
}
