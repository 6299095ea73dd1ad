package dev.ocpv.testkit.server.cel;

import java.util.Optional;
import java.util.Set;

/** How names of properties become CEL identifiers. */
public final class Names {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private Names() {}

    /** {@return whether the language keeps a word for itself} */
    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** {@return the identifier}; empty for a name that cannot be one. */
    static Optional<String> escaped(String name) {
        if (isReserved(name)) {
            return Optional.of("__" + name + "__");
        }
        if (!name.matches("[a-zA-Z_.\\-/][a-zA-Z0-9_.\\-/]*")) {
            return Optional.empty();
        }
        return Optional.of(name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__"));
    }
}
