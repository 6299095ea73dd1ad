package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.nio.charset.StandardCharsets;

/** What the names of field managers must be like, wherever they stand. */
final class ManagerRules {
    private static final int MANAGER_LIMIT = 128;
    private static final int SUBRESOURCE_LIMIT = 256;

    private ManagerRules() {}

    static void check(String manager, String path, FieldErrors errors) {
        if (isLonger(manager, MANAGER_LIMIT)) {
            errors.tooLong(path, MANAGER_LIMIT);
        }
        for (int i = 0; i < manager.length(); i = manager.offsetByCodePoints(i, 1)) {
            int character = manager.codePointAt(i);
            if (!isPrintable(character)) {
                errors.invalid(
                        path,
                        manager,
                        "invalid character U+%04X (at position %d)"
                                .formatted(character, bytes(manager.substring(0, i))));
            }
        }
    }

    /** Checks the entries of managedFields, which may come from a client. */
    static void checkEntries(JsonNode entries, FieldErrors errors) {
        for (int i = 0; i < entries.size(); i++) {
            String manager = Json.textAt(entries.get(i), "manager");
            if (isLonger(manager, MANAGER_LIMIT) || !manager.codePoints().allMatch(ManagerRules::isPrintable)) {
                check(manager, "metadata.managedFields[" + i + "].manager", errors);
            }
            if (isLonger(Json.textAt(entries.get(i), "subresource"), SUBRESOURCE_LIMIT)) {
                errors.tooLong("metadata.managedFields[" + i + "].subresource", SUBRESOURCE_LIMIT);
            }
        }
    }

    private static boolean isLonger(String text, int limit) {
        return text.length() * 3 > limit && bytes(text) > limit;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** {@return whether Go prints the character: letters, marks, numbers, punctuation, symbols and the blank} */
    private static boolean isPrintable(int character) {
        if (character < 0x7f) {
            return character >= ' ';
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
