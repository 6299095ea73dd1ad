package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.Optional;

/** The path that a rule may name below its own node: {@code .a.b['c']}. */
final class FieldPaths {
    private FieldPaths() {}

    /** {@return the path as it is printed; empty when it names nothing that the schema has} */
    static Optional<String> normalized(String path, StructuralSchema schema) {
        var out = new StringBuilder();
        var at = schema;
        int i = 0;
        while (i < path.length()) {
            String name;
            if (path.charAt(i) == '.') {
                int end = i + 1;
                while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
                    end++;
                }
                name = path.substring(i + 1, end);
                i = end;
            } else if (path.startsWith("['", i)) {
                int end = path.indexOf("']", i);
                if (end < 0) {
                    return Optional.empty();
                }
                name = path.substring(i + 2, end).replace("\\'", "'");
                i = end + 2;
            } else {
                return Optional.empty();
            }
            var child = at.properties().isEmpty() ? at.additionalProperties() : at.property(name);
            boolean anything = at.properties().isEmpty() && at.anyAdditionalProperties();
            if (child == null && !anything) {
                return Optional.empty();
            }
            boolean inMap = anything || (at.properties().isEmpty() && at.additionalProperties() != null);
            out.append(inMap ? "[" + name + "]" : (out.length() == 0 ? "" : ".") + name);
            at = child == null ? StructuralSchema.empty() : child;
        }
        return Optional.of(out.toString());
    }
}
