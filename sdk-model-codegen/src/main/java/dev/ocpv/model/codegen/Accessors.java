package dev.ocpv.model.codegen;

import java.util.Set;

/** Writes what a user calls for one field: read it, set it, edit it in place, add to it. */
final class Accessors {
    private static final String VALUES = "dev.ocpv.model.internal.Values.";
    private static final String CONSUMER = "java.util.function.Consumer<";
    private static final String INT_OR_STRING = "io.fabric8.kubernetes.api.model.IntOrString";
    private static final Set<String> PRIMITIVE = Set.of("Long", "Double");

    private final String self;
    private final StringBuilder out;

    Accessors(String self, StringBuilder out) {
        this.self = self;
        this.out = out;
    }

    void write(Property property) {
        var type = property.type();
        var doc = doc(property);
        method(
                doc + "\n\n@return the value, or null when it is not set",
                type,
                "get" + property.capitalised(),
                "",
                "return " + property.java() + ";");
        if (type.startsWith("java.util.List<")) {
            list(property, argument(type), doc);
        } else if (type.startsWith("java.util.Map<")) {
            map(property, argument(type.substring(type.indexOf(',') + 1)), doc);
        } else {
            single(property, doc);
        }
    }

    private void single(Property property, String doc) {
        var type = property.type();
        var name = property.java();
        fluent(doc, property, type + " " + name, "this." + name + " = " + name + ";");
        if (PRIMITIVE.contains(type)) {
            fluent(
                    doc,
                    property,
                    type.toLowerCase(java.util.Locale.ROOT) + " " + name,
                    "this." + name + " = " + name + ";");
        } else if (type.equals(INT_OR_STRING)) {
            fluent(doc, property, "int " + name, "this." + name + " = new " + INT_OR_STRING + "(" + name + ");");
            fluent(doc, property, "String " + name, "this." + name + " = new " + INT_OR_STRING + "(" + name + ");");
        } else if (isCore(type)) {
            fluent(
                    doc,
                    property,
                    CONSUMER + type + "Builder> edit",
                    "%1$sBuilder builder = this.%2$s == null ? new %1$sBuilder() : new %1$sBuilder(this.%2$s);\n        edit.accept(builder);\n        this.%2$s = builder.build();"
                            .formatted(type, name));
        } else if (isObject(type)) {
            fluent(
                    doc,
                    property,
                    CONSUMER + type + "> edit",
                    "if (this.%1$s == null) {\n            this.%1$s = new %2$s();\n        }\n        edit.accept(this.%1$s);"
                            .formatted(name, type));
        }
    }

    private void list(Property property, String item, String doc) {
        var name = property.java();
        fluent(doc, property, property.type() + " " + name, "this." + name + " = " + VALUES + "copy(" + name + ");");
        if (item.contains("<")) {
            add(
                    doc,
                    property,
                    item + " item",
                    name + " = " + VALUES + "append(" + name + ", java.util.List.of(item));");
        } else {
            add(
                    doc,
                    property,
                    item + "... items",
                    name + " = " + VALUES + "append(" + name + ", java.util.List.of(items));");
        }
        if (isCore(item)) {
            add(
                    doc,
                    property,
                    CONSUMER + item + "Builder> edit",
                    "%1$sBuilder builder = new %1$sBuilder();\n        edit.accept(builder);\n        return addTo%2$s(builder.build());"
                            .formatted(item, property.capitalised()));
        } else if (isObject(item)) {
            add(
                    doc,
                    property,
                    CONSUMER + item + "> edit",
                    "%1$s item = new %1$s();\n        edit.accept(item);\n        return addTo%2$s(item);"
                            .formatted(item, property.capitalised()));
        }
    }

    private void map(Property property, String value, String doc) {
        var name = property.java();
        fluent(doc, property, property.type() + " " + name, "this." + name + " = " + VALUES + "copy(" + name + ");");
        var put = name + " = " + VALUES + "put(" + name + ", key, ";
        add(doc, property, "String key, " + value + " value", put + "value);");
        if (value.equals(INT_OR_STRING)) {
            add(doc, property, "String key, int value", put + "new " + INT_OR_STRING + "(value));");
            add(doc, property, "String key, String value", put + "new " + INT_OR_STRING + "(value));");
        } else if (PRIMITIVE.contains(value)) {
            add(
                    doc,
                    property,
                    "String key, " + value.toLowerCase(java.util.Locale.ROOT) + " value",
                    put + "(" + value + ") value);");
        } else if (isObject(value)) {
            add(
                    doc,
                    property,
                    "String key, " + CONSUMER + value + "> edit",
                    "%1$s = %2$sedit(%1$s, key, %3$s::new, edit);".formatted(name, VALUES, value));
        }
    }

    /** A field that the superclass holds. */
    void inherited(String name, String type, String doc) {
        var capital = Names.capitalise(name);
        method(
                doc,
                self,
                "with" + capital,
                type + " " + name,
                "set" + capital + "(" + name + ");\n        return this;");
        var edited = isCore(type)
                ? "%1$sBuilder builder = get%2$s() == null ? new %1$sBuilder() : new %1$sBuilder(get%2$s());\n        edit.accept(builder);\n        set%2$s(builder.build());\n        return this;"
                : "if (get%2$s() == null) {\n            set%2$s(new %1$s());\n        }\n        edit.accept(get%2$s());\n        return this;";
        method(
                doc,
                self,
                "with" + capital,
                CONSUMER + type + (isCore(type) ? "Builder" : "") + "> edit",
                edited.formatted(type, capital));
    }

    void metadataShortcuts(boolean namespaced) {
        method(
                "Sets {@code metadata.name}.",
                self,
                "withName",
                "String name",
                "getMetadata().setName(name);\n        return this;");
        if (namespaced) {
            method(
                    "Sets {@code metadata.namespace}.",
                    self,
                    "withNamespace",
                    "String namespace",
                    "getMetadata().setNamespace(namespace);\n        return this;");
        }
    }

    private void fluent(String doc, Property property, String parameter, String body) {
        method(doc, self, "with" + property.capitalised(), parameter, body + "\n        return this;");
    }

    private void add(String doc, Property property, String parameters, String body) {
        var returns = body.contains("return ") ? body : body + "\n        return this;";
        method(doc, self, "addTo" + property.capitalised(), parameters, returns);
    }

    private void method(String doc, String type, String name, String parameters, String body) {
        out.append("\n    /**\n     * ")
                .append(doc.strip().replace("\n", "\n     * ").replace("* \n", "*\n"))
                .append("\n     */\n");
        out.append("    public ")
                .append(type)
                .append(' ')
                .append(name)
                .append('(')
                .append(parameters)
                .append(") {\n        ");
        out.append(body).append("\n    }\n");
    }

    private static String doc(Property property) {
        return property.doc().isEmpty() ? "The {@code " + property.json() + "} field." : Names.javadoc(property.doc());
    }

    private static String argument(String type) {
        var from = type.indexOf('<');
        return type.startsWith("java.util.List<") && from > 0
                ? type.substring(from + 1, type.length() - 1).strip()
                : type.strip().replaceAll(">$", "");
    }

    private static boolean isCore(String type) {
        return type.startsWith("io.fabric8.") && !type.equals(INT_OR_STRING) && !type.contains("<");
    }

    private static boolean isObject(String type) {
        return type.startsWith("dev.ocpv.model.") && !type.contains("<");
    }
}
