package dev.ocpv.model.codegen;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one class of the generator says: its fields, its enums, and for a resource its group, version and plural.
 *
 * @param resource the annotations of a resource, as source; empty for a nested object
 * @param supertypes what a resource extends (its spec and status) and implements
 */
record GeneratedClass(
        String packageName,
        String name,
        List<Property> properties,
        Map<String, List<String>> enums,
        List<String> resource,
        Supertypes supertypes) {

    /** The types of spec and status, and whether the resource lives in a namespace. */
    record Supertypes(String spec, String status, boolean namespaced) {
        static final Supertypes NONE = new Supertypes("", "", false);
    }

    String qualifiedName() {
        return packageName + "." + name;
    }

    boolean isResource() {
        return !resource.isEmpty();
    }

    /** {@return whether this only holds types together that no cluster serves} */
    boolean isHolderOfTypes() {
        return resource.stream().anyMatch(annotation -> annotation.contains("types.ocpv.dev"));
    }

    /** The type that stands in for this class, where the schema step marked one. */
    Optional<String> replacement() {
        return properties.size() == 1 && properties.get(0).json().startsWith(CoreTypes.MARKER)
                ? Optional.of(properties.get(0).json().substring(CoreTypes.MARKER.length()))
                : Optional.empty();
    }

    GeneratedClass withTypes(UnaryOperator<String> change) {
        var changed = new Supertypes(
                change.apply(supertypes.spec()), change.apply(supertypes.status()), supertypes.namespaced());
        return new GeneratedClass(
                packageName,
                name,
                properties.stream()
                        .map(property -> property.withType(change.apply(property.type())))
                        .toList(),
                enums,
                resource,
                changed);
    }

    static GeneratedClass of(CompilationUnit unit) {
        var type = (ClassOrInterfaceDeclaration) unit.getType(0);
        var properties = new ArrayList<Property>();
        for (FieldDeclaration field : type.getFields()) {
            field.getAnnotationByName("JsonProperty")
                    .or(() -> field.getAnnotationByName("com.fasterxml.jackson.annotation.JsonProperty"))
                    .ifPresent(json -> properties.add(property(field, json)));
        }
        var enums = new LinkedHashMap<String, List<String>>();
        for (EnumDeclaration declaration : type.findAll(EnumDeclaration.class)) {
            enums.put(
                    declaration.getNameAsString(),
                    declaration.getEntries().stream()
                            .map(entry -> ((StringLiteralExpr) entry.getArgument(0)).asString())
                            .toList());
        }
        var resource = type.getExtendedTypes().isEmpty()
                ? List.<String>of()
                : type.getAnnotations().stream().map(AnnotationExpr::toString).toList();
        return new GeneratedClass(
                unit.getPackageDeclaration().orElseThrow().getNameAsString(),
                type.getNameAsString(),
                properties,
                enums,
                resource,
                supertypes(type));
    }

    private static Supertypes supertypes(ClassOrInterfaceDeclaration type) {
        if (type.getExtendedTypes().isEmpty()) {
            return Supertypes.NONE;
        }
        ClassOrInterfaceType customResource = type.getExtendedTypes(0);
        var arguments = customResource.getTypeArguments().orElseThrow();
        return new Supertypes(
                arguments.get(0).asString(),
                arguments.get(1).asString(),
                type.getImplementedTypes().stream()
                        .anyMatch(implemented -> implemented.getNameAsString().equals("Namespaced")));
    }

    private static Property property(FieldDeclaration field, AnnotationExpr json) {
        var value = (StringLiteralExpr) ((SingleMemberAnnotationExpr) json).getMemberValue();
        var doc = field.getJavadocComment()
                .map(comment -> comment.parse().toText().strip())
                .orElse("");
        return new Property(
                value.asString(),
                Names.field(field.getVariable(0).getNameAsString()),
                field.getVariable(0).getType().asString(),
                doc);
    }
}
