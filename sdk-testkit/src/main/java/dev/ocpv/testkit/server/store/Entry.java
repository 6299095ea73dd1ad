package dev.ocpv.testkit.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One version of one stored object; the tree is never changed once it is here. */
public final class Entry {
    private final String namespace;
    private final String name;
    private final ObjectNode object;
    private final long created;
    private final long revision;
    private volatile byte @Nullable [] bytes;
    private volatile @Nullable ConcurrentMap<String, byte[]> forms;
    private volatile @Nullable ConcurrentMap<String, ObjectNode> trees;

    Entry(String namespace, String name, ObjectNode object, long created, long revision) {
        this.namespace = namespace;
        this.name = name;
        this.object = object;
        this.created = created;
        this.revision = revision;
    }

    /** {@return a version that is in no store} For what is worked out from an object before it is stored. */
    public static Entry unstored(ObjectNode object) {
        return new Entry("", "", object, 0, 0);
    }

    /** {@return the namespace, or an empty string} */
    public String namespace() {
        return namespace;
    }

    /** {@return the name within the namespace} */
    public String name() {
        return name;
    }

    /** {@return the stored tree; shared, to be read only} */
    public ObjectNode object() {
        return object;
    }

    /** {@return the revision that created the object} */
    public long created() {
        return created;
    }

    /** {@return the revision that wrote this version} */
    public long revision() {
        return revision;
    }

    /** {@return the stored tree as bytes, made once} */
    public byte[] bytes(Function<ObjectNode, byte[]> writer) {
        byte[] known = bytes;
        if (known == null) {
            known = writer.apply(object);
            bytes = known;
        }
        return known;
    }

    /** {@return another form of this version as bytes, made once per form} */
    public byte[] bytes(String form, Function<ObjectNode, byte[]> writer) {
        ConcurrentMap<String, byte[]> known = forms;
        if (known == null) {
            known = new ConcurrentHashMap<>(2);
            forms = known;
        }
        return known.computeIfAbsent(form, f -> writer.apply(object));
    }

    /** {@return another form of this version, made once per form} */
    public ObjectNode shown(String form, Function<ObjectNode, ObjectNode> maker) {
        ConcurrentMap<String, ObjectNode> known = trees;
        if (known == null) {
            known = new ConcurrentHashMap<>(2);
            trees = known;
        }
        return known.computeIfAbsent(form, f -> maker.apply(object));
    }

    static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
