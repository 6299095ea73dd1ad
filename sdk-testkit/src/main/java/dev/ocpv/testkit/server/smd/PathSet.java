package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of field paths as a tree; every step can be a member itself and can have members below it. Sets share their parts, so only a set
 * that was just made may be added to.
 */
@SuppressWarnings("ReferenceEquality") // shared parts are the same
public final class PathSet {
    private final TreeMap<PathElement, Node> nodes = new TreeMap<>();

    private static final class Node {
        private boolean member;
        private @Nullable PathSet children;

        Node(boolean member, @Nullable PathSet children) {
            this.member = member;
            this.children = children;
        }
    }

    /** {@return a set of paths made of field names alone} */
    public static PathSet ofFields(String... dottedPaths) {
        var set = new PathSet();
        for (var path : dottedPaths) {
            var elements = new ArrayList<PathElement>();
            for (var name : path.split("\\.", -1)) {
                elements.add(new PathElement.Field(name));
            }
            set.insert(elements);
        }
        return set;
    }

    /** Adds a path; the empty one is no path. */
    void insert(List<PathElement> path) {
        if (path.isEmpty()) {
            return;
        }
        var at = this;
        for (int i = 0; i < path.size() - 1; i++) {
            at = at.descend(path.get(i));
        }
        at.addMember(path.get(path.size() - 1));
    }

    void addMember(PathElement element) {
        nodes.computeIfAbsent(element, e -> new Node(false, null)).member = true;
    }

    void setChildren(PathElement element, PathSet children) {
        if (!children.isEmpty()) {
            nodes.computeIfAbsent(element, e -> new Node(false, null)).children = children;
        }
    }

    /** {@return the set below a step, made when it is not there} */
    PathSet descend(PathElement element) {
        var node = nodes.computeIfAbsent(element, e -> new Node(false, null));
        var children = node.children;
        if (children == null) {
            children = new PathSet();
            node.children = children;
        }
        return children;
    }

    boolean hasMember(PathElement element) {
        var node = nodes.get(element);
        return node != null && node.member;
    }

    /** {@return whether the path is a member} */
    public boolean has(List<PathElement> path) {
        var at = this;
        for (int i = 0; i < path.size() - 1; i++) {
            var next = at.below(path.get(i));
            if (next == null) {
                return false;
            }
            at = next;
        }
        return !path.isEmpty() && at.hasMember(path.get(path.size() - 1));
    }

    /** {@return the set below a step, if it has members} */
    @Nullable
    PathSet below(PathElement element) {
        var node = nodes.get(element);
        return node == null || node.children == null || node.children.isEmpty() ? null : node.children;
    }

    Iterable<PathElement> elements() {
        return nodes.keySet();
    }

    public boolean isEmpty() {
        for (var node : nodes.values()) {
            if (node.member || (node.children != null && !node.children.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private PathSet copy() {
        var copy = new PathSet();
        copy.nodes.putAll(nodes);
        return copy;
    }

    /** {@return all members of both; this very set when the other adds nothing} */
    PathSet union(PathSet other) {
        if (nodes.isEmpty() || other.nodes.isEmpty() || other == this) {
            return nodes.isEmpty() ? other : this;
        }
        PathSet result = this;
        for (var theirs : other.nodes.entrySet()) {
            var mine = nodes.get(theirs.getKey());
            var united = mine == null ? theirs.getValue() : unite(mine, theirs.getValue());
            if (united != mine) {
                result = result == this ? copy() : result;
                result.nodes.put(theirs.getKey(), united);
            }
        }
        return result;
    }

    private static Node unite(Node a, Node b) {
        var below = a.children;
        if (below == null) {
            below = b.children;
        } else if (b.children != null) {
            below = below.union(b.children);
        }
        boolean member = a.member || b.member;
        return member == a.member && below == a.children ? a : new Node(member, below);
    }

    PathSet intersection(PathSet other) {
        if (other.nodes.size() < nodes.size()) {
            return other.intersection(this);
        }
        var result = new PathSet();
        nodes.forEach((element, node) -> {
            var theirs = other.nodes.get(element);
            if (theirs != null) {
                var below = node.children == null || theirs.children == null
                        ? null
                        : node.children.intersection(theirs.children);
                result.keep(element, node.member && theirs.member, below);
            }
        });
        return result;
    }

    /** {@return the members that the other does not have; this very set when it has none of them} */
    PathSet difference(PathSet other) {
        PathSet result = this;
        for (var theirs : other.nodes.entrySet()) {
            var mine = nodes.get(theirs.getKey());
            if (mine == null) {
                continue;
            }
            var below = mine.children;
            if (below != null && theirs.getValue().children != null) {
                below = below.difference(theirs.getValue().children);
            }
            result = result.replaced(this, theirs.getKey(), mine.member && !theirs.getValue().member, below);
        }
        return result;
    }

    /** {@return what is neither a member of the other set nor below one; this very set when that is all} */
    PathSet withoutTrees(PathSet other) {
        PathSet result = this;
        for (var theirs : other.nodes.entrySet()) {
            var mine = nodes.get(theirs.getKey());
            if (mine == null) {
                continue;
            }
            if (theirs.getValue().member) {
                result = result.replaced(this, theirs.getKey(), false, null);
                continue;
            }
            var below = mine.children;
            if (below != null && theirs.getValue().children != null) {
                below = below.withoutTrees(theirs.getValue().children);
            }
            result = result.replaced(this, theirs.getKey(), mine.member, below);
        }
        return result;
    }

    /** {@return this set, or a copy when it still is the original, with another node at a step} */
    private PathSet replaced(PathSet original, PathElement element, boolean member, @Nullable PathSet below) {
        var before = nodes.get(element);
        if (before != null && before.member == member && before.children == below) {
            return this;
        }
        var changed = this == original ? copy() : this;
        changed.nodes.remove(element);
        changed.keep(element, member, below);
        return changed;
    }

    private void keep(PathElement element, boolean member, @Nullable PathSet below) {
        var children = below == null || below.isEmpty() ? null : below;
        if (member || children != null) {
            nodes.put(element, new Node(member, children));
        }
    }

    /** {@return this set where each declared field with members below it is a member, too} */
    PathSet withNamedFields(@Nullable Atom atom) {
        var result = new PathSet();
        nodes.forEach((element, node) -> {
            boolean member = node.member;
            Atom child = atom == null ? null : atom.at(element);
            var below = node.children;
            if (below != null) {
                below = below.withNamedFields(child);
                member |= !below.isEmpty() && atom != null && atom.declares(element);
            }
            result.keep(element, member, below);
        });
        return result;
    }

    boolean sameAs(PathSet other) {
        return this == other || (isSubsetOf(other) && other.isSubsetOf(this));
    }

    /** {@return a number that is the same for sets that are the same} */
    int fingerprint() {
        int sum = 0;
        for (Map.Entry<PathElement, Node> entry : nodes.entrySet()) {
            var below = entry.getValue().children;
            sum += 31 * entry.getKey().hashCode()
                    + (entry.getValue().member ? 1 : 0)
                    + (below == null ? 0 : 17 * below.fingerprint());
        }
        return sum;
    }

    boolean isSubsetOf(PathSet other) {
        if (this == other) {
            return true;
        }
        for (Map.Entry<PathElement, Node> entry : nodes.entrySet()) {
            var theirs = other.nodes.get(entry.getKey());
            if (theirs == entry.getValue()) {
                continue;
            }
            if (entry.getValue().member && (theirs == null || !theirs.member)) {
                return false;
            }
            var below = entry.getValue().children;
            if (below != null && !below.isEmpty()) {
                if (theirs == null || theirs.children == null || !below.isSubsetOf(theirs.children)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Visits the members of each level before those below them, in order. */
    void forEach(Consumer<List<PathElement>> visitor) {
        forEach(new ArrayList<>(), visitor);
    }

    private void forEach(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
        nodes.forEach((element, node) -> {
            if (node.member) {
                prefix.add(element);
                visitor.accept(List.copyOf(prefix));
                prefix.remove(prefix.size() - 1);
            }
        });
        nodes.forEach((element, node) -> {
            if (node.children != null) {
                prefix.add(element);
                node.children.forEach(prefix, visitor);
                prefix.remove(prefix.size() - 1);
            }
        });
    }

    /** {@return the set as FieldsV1} */
    public ObjectNode toFieldsV1() {
        var json = Json.object();
        nodes.forEach((element, node) -> {
            if (node.children != null && !node.children.isEmpty()) {
                var below = Json.object();
                if (node.member) {
                    below.putObject(".");
                }
                below.setAll(node.children.toFieldsV1());
                json.set(element.encoded(), below);
            } else if (node.member) {
                json.putObject(element.encoded());
            }
        });
        return json;
    }

    /** Reads FieldsV1; steps of a kind that is not known yet are left out. */
    public static PathSet fromFieldsV1(JsonNode json) {
        if (!json.isObject() && !json.isNull() && !json.isMissingNode()) {
            throw new MalformedFieldsException("fields are no object: " + json);
        }
        var set = new PathSet();
        for (var entry : json.properties()) {
            if (entry.getKey().equals(".")) {
                continue;
            }
            var element = PathElement.decode(entry.getKey());
            if (element != null) {
                var below = fromFieldsV1(entry.getValue());
                boolean leaf = below.nodes.isEmpty();
                set.nodes.put(element, new Node(leaf || entry.getValue().has("."), leaf ? null : below));
            }
        }
        return set;
    }
}
