package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.UnshowableException;
import dev.ocpv.testkit.server.registry.WatchFormat;
import dev.ocpv.testkit.server.store.Entry;
import java.util.List;

/** Events whose objects are tables or metadata; of a watch's tables only the first has columns. */
public final class ShapedWatchFormat extends WatchFormat {
    private final Form form;
    private final Renderer renderer;
    private boolean columnsSent;

    /** For one watch. */
    public ShapedWatchFormat(Call call, Form form, Backend backend) {
        this.form = form;
        if (form.shape() == Form.Shape.TABLE) {
            Renderer.included(call);
        }
        this.renderer = new Renderer(call, form, backend);
    }

    @Override
    public boolean hasState() {
        return true;
    }

    @Override
    public byte[] object(Call call, Entry entry) {
        return tree(call, call.strategy().read(call, entry));
    }

    @Override
    public byte[] tree(Call call, ObjectNode object) {
        if (form.shape() == Form.Shape.METADATA_LIST) {
            throw new UnshowableException();
        }
        if (form.shape() != Form.Shape.TABLE) {
            return JsonWriter.bytes(renderer.object(object));
        }
        byte[] table = JsonWriter.bytes(renderer.table(Renderer.version(object), List.of(object), !columnsSent));
        columnsSent = true;
        return table;
    }
}
