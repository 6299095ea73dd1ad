package dev.ocpv.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of all definitions, without reading the definitions. */
record Kinds(List<Entry> entries) {

    /** The names of one definition; {@code words} are all ways to call it, in lower case. */
    record Entry(String crd, String group, String kind, List<String> words) {}

    static Kinds load() {
        return new Kinds(ReleaseTables.text("crd/index.tsv")
                .lines()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Entry(cells[0], cells[1], cells[2], List.of(cells[3].split(","))))
                .toList());
    }

    Optional<Entry> named(String crd) {
        return entries.stream().filter(entry -> entry.crd.equals(crd)).findFirst();
    }

    Optional<Entry> called(String word) {
        var wanted = word.toLowerCase(Locale.ROOT);
        return entries.stream().filter(entry -> entry.words.contains(wanted)).findFirst();
    }

    Stream<String> crds() {
        return entries.stream().map(Entry::crd).sorted();
    }
}
