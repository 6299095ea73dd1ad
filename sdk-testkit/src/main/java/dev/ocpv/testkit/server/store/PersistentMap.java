package dev.ocpv.testkit.server.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An immutable sorted map from strings: a change returns a new map that shares all but one path of its tree. */
public final class PersistentMap<V> implements Iterable<V> {
    private static final PersistentMap<?> EMPTY = new PersistentMap<>(null);

    private final @Nullable Node<V> root;

    private PersistentMap(@Nullable Node<V> root) {
        this.root = root;
    }

    /** {@return the map without entries} */
    @SuppressWarnings("unchecked")
    public static <V> PersistentMap<V> empty() {
        return (PersistentMap<V>) EMPTY;
    }

    /** {@return how many entries there are} */
    public int size() {
        return Node.size(root);
    }

    /** {@return the value at a key, or null} */
    public @Nullable V get(String key) {
        Node<V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /** {@return this map with the value at the key} */
    public PersistentMap<V> put(String key, V value) {
        return new PersistentMap<>(Node.put(root, key, value));
    }

    /** {@return this map without the key} */
    public PersistentMap<V> remove(String key) {
        return get(key) == null ? this : new PersistentMap<>(Node.remove(root, key));
    }

    @Override
    public Iterator<V> iterator() {
        return from("");
    }

    /** {@return the values whose key is at or after the given one, in key order} */
    public Iterator<V> from(String start) {
        return new Walk<>(root, start);
    }

    private static final class Walk<V> implements Iterator<V> {
        private final Deque<Node<V>> stack = new ArrayDeque<>();

        Walk(@Nullable Node<V> root, String start) {
            Node<V> node = root;
            while (node != null) {
                if (node.key.compareTo(start) >= 0) {
                    stack.push(node);
                    node = node.left;
                } else {
                    node = node.right;
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !stack.isEmpty();
        }

        @Override
        public V next() {
            if (stack.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<V> result = stack.pop();
            for (Node<V> node = result.right; node != null; node = node.left) {
                stack.push(node);
            }
            return result.value;
        }
    }

    private static final class Node<V> {
        final String key;
        final V value;
        final @Nullable Node<V> left;
        final @Nullable Node<V> right;
        final int height;
        final int size;

        Node(String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = Math.max(height(left), height(right)) + 1;
            this.size = size(left) + size(right) + 1;
        }

        static int height(@Nullable Node<?> node) {
            return node == null ? 0 : node.height;
        }

        static int size(@Nullable Node<?> node) {
            return node == null ? 0 : node.size;
        }

        static <V> Node<V> put(@Nullable Node<V> node, String key, V value) {
            if (node == null) {
                return new Node<>(key, value, null, null);
            }
            int order = key.compareTo(node.key);
            if (order == 0) {
                return new Node<>(key, value, node.left, node.right);
            }
            return order < 0
                    ? balanced(node.key, node.value, put(node.left, key, value), node.right)
                    : balanced(node.key, node.value, node.left, put(node.right, key, value));
        }

        static <V> @Nullable Node<V> remove(@Nullable Node<V> node, String key) {
            if (node == null) {
                return null;
            }
            int order = key.compareTo(node.key);
            if (order < 0) {
                return balanced(node.key, node.value, remove(node.left, key), node.right);
            }
            if (order > 0) {
                return balanced(node.key, node.value, node.left, remove(node.right, key));
            }
            if (node.left == null || node.right == null) {
                return node.left == null ? node.right : node.left;
            }
            Node<V> next = node.right;
            while (next.left != null) {
                next = next.left;
            }
            return balanced(next.key, next.value, node.left, remove(node.right, next.key));
        }

        private static <V> Node<V> balanced(String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
            if (left != null && height(left) > height(right) + 1) {
                if (left.right != null && height(left.left) < height(left.right)) {
                    Node<V> inner = left.right;
                    return new Node<>(
                            inner.key,
                            inner.value,
                            new Node<>(left.key, left.value, left.left, inner.left),
                            new Node<>(key, value, inner.right, right));
                }
                return new Node<>(left.key, left.value, left.left, new Node<>(key, value, left.right, right));
            }
            if (right != null && height(right) > height(left) + 1) {
                if (right.left != null && height(right.right) < height(right.left)) {
                    Node<V> inner = right.left;
                    return new Node<>(
                            inner.key,
                            inner.value,
                            new Node<>(key, value, left, inner.left),
                            new Node<>(right.key, right.value, inner.right, right.right));
                }
                return new Node<>(right.key, right.value, new Node<>(key, value, left, right.left), right.right);
            }
            return new Node<>(key, value, left, right);
        }
    }
}
