package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.smd.FieldManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind with paths below its objects to which documents of other kinds are posted. */
abstract class PostingStrategy extends BuiltinStrategy {
    private final Map<String, BuiltinStrategy> posted = new LinkedHashMap<>();

    /** @param posted the kinds of the documents by path */
    PostingStrategy(Kind kind, Map<String, Kind> posted) {
        super(kind);
        posted.forEach((path, other) -> this.posted.put(path, new BuiltinStrategy(other)));
    }

    private @Nullable BuiltinStrategy other(Call call) {
        return posted.get(call.subresource());
    }

    @Override
    public ObjectNode decode(Call call, ObjectNode sent, Strictness strictness) {
        BuiltinStrategy other = other(call);
        return other == null ? super.decode(call, sent, strictness) : other.decode(call, sent, strictness);
    }

    @Override
    public ObjectNode settled(Call call, ObjectNode object) {
        BuiltinStrategy other = other(call);
        return other == null ? super.settled(call, object) : other.settled(call, object);
    }

    @Override
    public FieldManager fieldManager(Call call) {
        BuiltinStrategy other = other(call);
        return other == null ? super.fieldManager(call) : other.fieldManager(call);
    }

    @Override
    public ObjectNode blank(Call call) {
        BuiltinStrategy other = other(call);
        return other == null ? super.blank(call) : other.blank(call);
    }
}
