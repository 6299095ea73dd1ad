package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.smd.ApplyRejectedException;
import dev.ocpv.testkit.server.smd.ConflictException;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.smd.TypingException;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import org.jspecify.annotations.Nullable;

/** Ownership by structured merge, as managedFields record it. */
public final class SmdOwnership implements Ownership {
    private final Backend backend;

    /** By the clock of the server. */
    public SmdOwnership(Backend backend) {
        this.backend = backend;
    }

    @Override
    public ObjectNode written(Call call, @Nullable ObjectNode live, ObjectNode changed) {
        ObjectNode object = shared(call, live, changed);
        FieldManager manager = call.strategy().fieldManager(call);
        if (manager == null) {
            return Json.withOwnMetadata(object);
        }
        ObjectNode written = manager.update(live, object, call.fieldManager(), backend.now());
        return Json.withOwnMetadata(call.strategy().settled(call, written));
    }

    /** {@return the object with its unchanged parts shared, so that nobody has to look at them again} */
    private static ObjectNode shared(Call call, @Nullable ObjectNode live, ObjectNode object) {
        return call.def().custom() && Json.sharing(object, live) instanceof ObjectNode shared
                ? Json.withOwnMetadata(shared)
                : object;
    }

    @Override
    public ObjectNode applied(Call call, ObjectNode live, ObjectNode intent) {
        FieldManager manager = call.strategy().fieldManager(call);
        if (manager == null) {
            throw Statuses.internal("no field manager");
        }
        try {
            return manager.apply(live, intent, call.fieldManager(), call.query().flag("force"), backend.now())
                    .object();
        } catch (ConflictException e) {
            ObjectNode details = Json.object();
            details.set("causes", e.causes());
            throw new StatusException(409, "Conflict", String.valueOf(e.getMessage()), details);
        } catch (ApplyRejectedException e) {
            throw Statuses.badRequest(String.valueOf(e.getMessage()));
        } catch (TypingException e) {
            throw Statuses.plain(500, String.valueOf(e.getMessage()));
        }
    }
}
