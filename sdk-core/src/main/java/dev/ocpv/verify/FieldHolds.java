package dev.ocpv.verify;

import dev.ocpv.internal.tree.Json;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * A field that an operator copies from elsewhere.
 *
 * @param holds whether what is seen is as good as the wanted value
 */
record FieldHolds(ResourceRef resource, FieldPath path, Object value, BiPredicate<Object, Object> holds)
        implements Check {

    @Override
    public String title() {
        return "%s carries %s".formatted(resource, path);
    }

    @Override
    public Observation observe(LiveReader live) {
        var document = live.get(resource);
        if (document.isEmpty()) {
            return Observation.waiting("it does not exist");
        }
        var seen = path.in(document.get());
        return seen.isPresent() && holds.test(seen.get(), value)
                ? Observation.passed(Json.shown(seen.get()))
                : Observation.waiting(
                        "it is %s, not %s".formatted(seen.map(Json::shown).orElse("absent"), Json.shown(value)));
    }

    /** {@return whether something has at least the wanted keys, and the same lists and scalars below them} */
    static boolean covers(Object seen, Object wanted) {
        if (wanted instanceof Map<?, ?> some && seen instanceof Map<?, ?> all) {
            return some.entrySet().stream().allMatch(entry -> {
                var other = all.get(entry.getKey());
                return other != null && covers(other, entry.getValue());
            });
        }
        if (wanted instanceof List<?> some && seen instanceof List<?> all) {
            return some.size() == all.size()
                    && IntStream.range(0, some.size()).allMatch(i -> covers(all.get(i), some.get(i)));
        }
        if (wanted instanceof Number one && seen instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
        }
        return Objects.equals(wanted, seen);
    }
}
