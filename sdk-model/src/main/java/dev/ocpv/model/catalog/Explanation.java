package dev.ocpv.model.catalog;

/**
 * What the catalogue knows of a field at a release: for programs as values, for people as text in the layout of
 * {@code kubectl explain}.
 *
 * @param version the API version that was looked at
 * @param field the field, with the fields below it
 */
public record Explanation(String group, String kind, String version, Release release, FieldExplanation field) {

    /** {@return the field and one line of fields below it, with descriptions} */
    public String text() {
        return new ExplanationText(this).write();
    }

    /** {@return the names and types of all fields below, as {@code kubectl explain --recursive} lists them} */
    public String recursive() {
        return new ExplanationText(this).writeRecursive();
    }

    @Override
    public String toString() {
        return text();
    }
}
