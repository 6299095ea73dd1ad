package dev.ocpv.model.codegen;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the final source of one class: fluent, comparable, lossless, documented. */
final class ClassWriter {
    private static final String JSON = "com.fasterxml.jackson.annotation.";
    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    private final GeneratedClass type;
    private final String path;
    private final StringBuilder out = new StringBuilder();

    ClassWriter(GeneratedClass type, String path) {
        this.type = type;
        this.path = path;
    }

    String write(String doc) {
        out.append("package ").append(type.packageName()).append(";\n\n");
        comment("", "{@code " + path + "}" + (doc.isEmpty() ? "" : ": " + Names.javadoc(doc)));
        type.resource().forEach(annotation -> out.append(annotation).append('\n'));
        out.append("public class ")
                .append(type.name())
                .append(" extends ")
                .append(superclass())
                .append(" {\n");
        out.append("    private static final long serialVersionUID = 1L;\n");
        type.properties().forEach(this::field);
        if (type.isResource()) {
            resourceMethods();
        }
        var accessors = new Accessors(type.name(), out);
        type.properties().forEach(accessors::write);
        fieldsMethod();
        type.enums().forEach(this::enumeration);
        return out.append("}\n").toString();
    }

    private String superclass() {
        if (!type.isResource()) {
            return "dev.ocpv.model.ApiObject";
        }
        var types = type.supertypes();
        return "dev.ocpv.model.ApiResource<" + types.spec() + ", " + types.status() + ">"
                + (types.namespaced() ? " implements " + MODEL + "Namespaced" : "");
    }

    private void field(Property property) {
        out.append("\n    @")
                .append(JSON)
                .append("JsonProperty(\"")
                .append(property.json())
                .append("\")\n");
        out.append("    private ")
                .append(property.type())
                .append(' ')
                .append(property.java())
                .append(";\n");
    }

    private void fieldsMethod() {
        if (!type.properties().isEmpty()) {
            var pairs = type.properties().stream()
                    .map(property -> "\"" + property.json() + "\", " + property.java())
                    .collect(Collectors.joining(", "));
            out.append("\n    @Override\n    protected Object[] fields() {\n        return new Object[] {")
                    .append(pairs)
                    .append("};\n    }\n");
        }
    }

    private void resourceMethods() {
        var accessors = new Accessors(type.name(), out);
        accessors.inherited("metadata", MODEL + "ObjectMeta", "Name, namespace, labels and annotations.");
        accessors.metadataShortcuts(type.supertypes().namespaced());
        if (!isVoid(type.supertypes().spec())) {
            accessors.inherited("spec", type.supertypes().spec(), "What is wanted.");
        }
        if (!isVoid(type.supertypes().status())) {
            accessors.inherited("status", type.supertypes().status(), "What was observed.");
        }
    }

    static boolean isVoid(String name) {
        return name.equals("java.lang.Void") || name.equals("Void");
    }

    private void enumeration(String name, List<String> values) {
        out.append('\n');
        comment("    ", "Values of a field; one that is not listed here is kept as it is.");
        out.append("    public static final class ").append(name).append(" extends dev.ocpv.model.OpenEnum {\n");
        out.append("        private static final long serialVersionUID = 1L;\n");
        var taken = new HashSet<String>();
        var constants =
                values.stream().map(value -> Names.constant(value, taken)).toList();
        for (int i = 0; i < values.size(); i++) {
            out.append("\n        /** {@code ")
                    .append(Names.javadoc(values.get(i)))
                    .append("}. */\n");
            out.append("        public static final %s %s = new %s(\"%s\");\n"
                    .formatted(name, constants.get(i), name, values.get(i)));
        }
        out.append("""

                        private static final java.util.List<%1$s> VALUES = java.util.List.of(%2$s);

                        private %1$s(String value) {
                            super(value);
                        }

                        /** {@return the listed values} */
                        public static java.util.List<%1$s> values() {
                            return VALUES;
                        }

                        /** {@return the value, listed or not} */
                        @%3$sJsonCreator(mode = %3$sJsonCreator.Mode.DELEGATING)
                        public static %1$s of(String value) {
                            return find(VALUES, value, %1$s::new);
                        }

                        @Override
                        public boolean isKnown() {
                            return VALUES.contains(this);
                        }
                    }
                """.formatted(name, String.join(", ", constants), JSON));
    }

    private void comment(String indent, String text) {
        out.append(indent)
                .append("/** ")
                .append(text.strip().replace("\n", "\n" + indent + " * "))
                .append(" */\n");
    }
}
