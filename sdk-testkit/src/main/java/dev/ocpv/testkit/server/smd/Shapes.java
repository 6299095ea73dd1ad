package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is owned by those who created objects lately. That depends on the members that an object has and on their types, not on the values, save
 * in lists, whose items are owned by what they are, and where a new object that nobody has written to has a value already. Bounded; what is
 * pushed out is worked out again.
 */
final class Shapes {
    private static final int SLOTS = 64;

    private final ObjectNode blank;
    private final AtomicReferenceArray<@Nullable Owned> known = new AtomicReferenceArray<>(SLOTS);

    private record Owned(ObjectNode like, PathSet set) {}

    /** For objects that begin as this one. */
    Shapes(ObjectNode blank) {
        this.blank = blank;
    }

    /** {@return what is owned of such an object, or null when none like it was created lately} */
    @Nullable
    PathSet owned(ObjectNode created) {
        var owned = known.get(slot(created));
        return owned != null && alike(owned.like, created, blank) ? owned.set : null;
    }

    /** Keeps a copy, since the object is not stored yet and may lose members on the way. */
    void remember(ObjectNode created, PathSet set) {
        known.set(slot(created), new Owned(created.deepCopy(), set));
    }

    private static int slot(ObjectNode object) {
        int hash = object.size();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            hash = hash * 31 + member.getKey().hashCode() + member.getValue().size();
        }
        return (hash ^ hash >>> 16) & (SLOTS - 1);
    }

    @SuppressWarnings("ReferenceEquality") // shared subtrees are equal
    private static boolean alike(JsonNode one, @Nullable JsonNode other, @Nullable JsonNode blank) {
        if (one == other) {
            return true;
        }
        if (other == null || one.getNodeType() != other.getNodeType()) {
            return false;
        }
        return switch (one.getNodeType()) {
            case OBJECT -> membersAlike(one, other, blank);
            case ARRAY -> one.equals(other);
            default -> blank == null || one.equals(other);
        };
    }

    private static boolean membersAlike(JsonNode one, JsonNode other, @Nullable JsonNode blank) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : one.properties()) {
            var name = member.getKey();
            if (!alike(member.getValue(), other.get(name), blank == null ? null : blank.get(name))) {
                return false;
            }
        }
        return true;
    }
}
