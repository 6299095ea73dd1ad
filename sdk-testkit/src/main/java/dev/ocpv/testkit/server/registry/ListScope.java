package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.store.Entry;

/** What a list or watch is asked for. */
record ListScope(String namespace, String name, LabelSelector labels, FieldSelector fields) {
    /** Refuses parameters that do not go together. */
    @FunctionalInterface
    interface Check {
        /** Looks at the parameters. */
        void check(Query query);
    }

    /**
     * {@return what the parameters ask for}
     *
     * <p>First they are read, then held against each other, and only then against the fields of the resource.
     */
    static ListScope of(Call call, int minor, Check check) {
        ListScope sent = read(call, minor, check);
        FieldSelector known = sent.fields().of(call.def());
        return new ListScope(sent.namespace(), sent.name(), sent.labels(), known);
    }

    /** {@return what the parameters ask for, whether or not the resource has such fields; they are read once for each call} */
    static ListScope read(Call call, int minor, Check check) {
        ListScope known = call.scope();
        if (known == null) {
            known = parsed(call, minor, check);
            call.scope(known);
        }
        return known;
    }

    private static ListScope parsed(Call call, int minor, Check check) {
        Query query = call.query();
        ListOptions.number(query, "timeoutSeconds");
        ListOptions.number(query, "limit");
        LabelSelector labels = LabelSelector.parse(query.get("labelSelector"), minor);
        FieldSelector fields = FieldSelector.parse(query.get("fieldSelector"));
        check.check(query);
        return new ListScope(call.namespace(), fields.name(), labels, fields);
    }

    /** {@return whether an object is asked for} */
    boolean matches(Call call, Entry entry) {
        if (!namespace.isEmpty() && !entry.namespace().equals(namespace)) {
            return false;
        }
        if (!call.name().isEmpty() && !entry.name().equals(call.name())) {
            return false;
        }
        if (!labels.isEverything()
                && !labels.matches(entry.object().path("metadata").path("labels"))) {
            return false;
        }
        return fields.isEverything() || fields.matches(call.strategy().read(call, entry));
    }
}
