package dev.ocpv.model.codegen;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.ocpv.model.codegen.GeneratedClass.Supertypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Reads what the generator wrote, with the parser of javac: the build has loaded and warmed it already. */
final class SourceReader {
    private final Trees trees;

    private SourceReader(Trees trees) {
        this.trees = trees;
    }

    /** {@return what each file says, in the order of the files} */
    static List<GeneratedClass> read(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var reader = new SourceReader(Trees.instance(task));
            var classes = new ArrayList<GeneratedClass>();
            for (CompilationUnitTree unit : task.parse()) {
                classes.add(reader.read(unit));
            }
            return classes;
        }
    }

    private GeneratedClass read(CompilationUnitTree unit) {
        var type = (ClassTree) unit.getTypeDecls().get(0);
        var path = new TreePath(new TreePath(unit), type);
        return new GeneratedClass(
                unit.getPackageName().toString(),
                type.getSimpleName().toString(),
                members(type, VariableTree.class)
                        .flatMap(field -> property(path, field).stream())
                        .toList(),
                enums(type),
                type.getExtendsClause() == null
                        ? List.of()
                        : type.getModifiers().getAnnotations().stream()
                                .map(Tree::toString)
                                .toList(),
                supertypes(type));
    }

    private Optional<Property> property(TreePath type, VariableTree field) {
        return field.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().endsWith("JsonProperty"))
                .findFirst()
                .map(annotation -> new Property(
                        text(annotation),
                        Names.field(field.getName().toString()),
                        field.getType().toString(),
                        doc(type, field)));
    }

    private String doc(TreePath type, VariableTree field) {
        var comment = trees.getDocComment(new TreePath(type, field));
        return comment == null ? "" : comment.strip();
    }

    private static String text(AnnotationTree annotation) {
        return (String) ((LiteralTree) annotation.getArguments().get(0)).getValue();
    }

    private static Map<String, List<String>> enums(ClassTree type) {
        var enums = new LinkedHashMap<String, List<String>>();
        members(type, ClassTree.class)
                .filter(nested -> nested.getKind() == Tree.Kind.ENUM)
                .forEach(nested -> enums.put(nested.getSimpleName().toString(), values(nested)));
        return enums;
    }

    private static List<String> values(ClassTree enumeration) {
        return members(enumeration, VariableTree.class)
                .map(VariableTree::getInitializer)
                .filter(NewClassTree.class::isInstance)
                .map(constant ->
                        (LiteralTree) ((NewClassTree) constant).getArguments().get(0))
                .map(literal -> (String) literal.getValue())
                .toList();
    }

    private static Supertypes supertypes(ClassTree type) {
        if (type.getExtendsClause() == null) {
            return Supertypes.NONE;
        }
        var arguments = ((ParameterizedTypeTree) type.getExtendsClause()).getTypeArguments();
        return new Supertypes(
                arguments.get(0).toString(),
                arguments.get(1).toString(),
                type.getImplementsClause().stream()
                        .anyMatch(implemented -> implemented.toString().endsWith(".Namespaced")));
    }

    private static <T extends Tree> Stream<T> members(ClassTree type, Class<T> kind) {
        return type.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }
}
