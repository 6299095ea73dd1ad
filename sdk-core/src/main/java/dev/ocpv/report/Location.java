package dev.ocpv.report;

/**
 * Where in a text.
 *
 * @param document the file or other name of the text
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record Location(String document, int line, int column) {
    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}
