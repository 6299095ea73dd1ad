package dev.ocpv.model.catalog;

import java.util.ArrayList;
import java.util.List;

/** Writes an explanation in the layout of kubectl. */
final class ExplanationText {
    private static final int WIDTH = 76;

    private final Explanation explanation;
    private final FieldExplanation field;
    private final StringBuilder out = new StringBuilder();

    ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        this.field = explanation.field();
    }

    String write() {
        head();
        facts();
        if (!field.fields().isEmpty()) {
            out.append("FIELDS:\n");
            field.fields().forEach(this::child);
        }
        return out.toString();
    }

    String writeRecursive() {
        head();
        if (!field.fields().isEmpty()) {
            out.append("FIELDS:\n");
            field.fields().forEach(child -> line(child, 1));
        }
        return out.toString();
    }

    private void head() {
        out.append("GROUP:      ").append(explanation.group()).append('\n');
        out.append("KIND:       ").append(explanation.kind()).append('\n');
        out.append("VERSION:    ").append(explanation.version()).append("\n\n");
        if (!field.path().isEmpty()) {
            out.append("FIELD: ").append(signature(field, " ")).append('\n');
            if (!field.allowed().isEmpty()) {
                out.append("ENUM:\n");
                field.allowed()
                        .forEach(value -> out.append("    ").append(value).append('\n'));
            }
            out.append(field.allowed().isEmpty() ? "\n\n" : "\n");
        }
        out.append("DESCRIPTION:\n");
        paragraph(field.description().isEmpty() ? "<empty>" : field.description());
        out.append('\n');
    }

    private void facts() {
        var facts = new ArrayList<String>();
        if (field.required()) {
            facts.add("required:     yes");
        }
        field.defaultValue().ifPresent(value -> facts.add("default:      " + json(value)));
        if (!field.bounds().isEmpty()) {
            facts.add("bounds:       " + String.join(", ", field.bounds()));
        }
        field.since().ifPresent(release -> facts.add("since:        OpenShift " + release));
        field.deprecated().ifPresent(release -> facts.add("deprecated:   OpenShift " + release));
        field.removed().ifPresent(release -> facts.add("removed:      OpenShift " + release));
        field.movedTo().ifPresent(path -> facts.add("moved to:     " + path));
        field.otherVersion().ifPresent(path -> facts.add("same as:      " + path));
        if (!field.rules().isEmpty()) {
            facts.add("guarded by:   " + String.join(", ", field.rules()));
        }
        if (!facts.isEmpty()) {
            out.append("AT OPENSHIFT ").append(explanation.release()).append(":\n");
            facts.forEach(fact -> out.append("    ").append(fact).append('\n'));
            out.append('\n');
        }
    }

    private void child(FieldExplanation child) {
        out.append("  ").append(line(child)).append('\n');
        if (!child.allowed().isEmpty()) {
            out.append("  enum: ").append(String.join(", ", child.allowed())).append('\n');
        }
        paragraph(child.description().isEmpty() ? "<no description>" : child.description());
        var notes = notes(child);
        if (!notes.isEmpty()) {
            paragraph("[" + String.join("; ", notes) + "]");
        }
        out.append('\n');
    }

    private static List<String> notes(FieldExplanation child) {
        var notes = new ArrayList<String>();
        if (child.bounds().contains(Explainer.INT_OR_STRING)) {
            notes.add(Explainer.INT_OR_STRING);
        }
        child.defaultValue()
                .filter(value -> json(value).length() <= 40)
                .ifPresent(value -> notes.add("default " + json(value)));
        child.since().ifPresent(release -> notes.add("since " + release));
        child.deprecated().ifPresent(release -> notes.add("deprecated since " + release));
        child.removed().ifPresent(release -> notes.add("removed in " + release));
        child.movedTo().ifPresent(path -> notes.add("moved to " + path));
        if (!child.rules().isEmpty()) {
            notes.add("guarded by " + String.join(", ", child.rules()));
        }
        return notes;
    }

    private void line(FieldExplanation child, int depth) {
        out.append("  ".repeat(depth)).append(line(child)).append('\n');
        if (!child.allowed().isEmpty()) {
            out.append("  ".repeat(depth))
                    .append("enum: ")
                    .append(String.join(", ", child.allowed()))
                    .append('\n');
        }
        child.fields().forEach(inner -> line(inner, depth + 1));
    }

    /** kubectl tells of a field that it is required only where it lists it below another. */
    private static String line(FieldExplanation child) {
        return signature(child, "\t") + (child.required() ? " -required-" : "");
    }

    private static String signature(FieldExplanation field, String gap) {
        return field.name() + gap + "<" + field.type() + ">";
    }

    private static String json(Object value) {
        return io.fabric8.kubernetes.client.utils.Serialization.asJson(value);
    }

    private void paragraph(String text) {
        var line = new StringBuilder();
        for (String word : text.split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                out.append("    ").append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        out.append("    ").append(line).append('\n');
    }
}
