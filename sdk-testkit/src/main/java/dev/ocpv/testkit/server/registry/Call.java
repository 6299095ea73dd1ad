package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request for a resource on its way through the server. */
public final class Call {
    private final ResourceDef def;
    private final Address address;
    private final Query query;
    private final Body body;
    private final Client client;
    private final List<String> warnings = new ArrayList<>();
    private boolean dryRun;
    private boolean nameGenerated;
    private boolean checkedBefore;
    private boolean unasked;
    private String now = "";
    private Set<String> empties = Set.of();
    private @Nullable ListScope scope;

    /** A call on a resource. */
    public Call(ResourceDef def, Address address, Query query, Body body, Client client) {
        this.def = def;
        this.address = address;
        this.query = query;
        this.body = body;
        this.client = client;
    }

    /**
     * Where the request points to.
     *
     * @param verb get, list, watch, create, update, patch, delete or deletecollection
     * @param namespace the namespace, or empty
     * @param name the name, or empty
     * @param subresource the path below the object, or empty
     */
    public record Address(String verb, String namespace, String name, String subresource) {}

    /**
     * What the client sent.
     *
     * @param contentType as sent, may be empty
     * @param bytes the document
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Body(String contentType, byte[] bytes) {
        /** {@return the media type without parameters as it was sent} */
        public String mediaType() {
            int end = contentType.indexOf(';');
            return (end < 0 ? contentType : contentType.substring(0, end)).strip();
        }

        /** {@return the media type by which a document is read, in small letters; "invalid" where its parameters are} */
        String documentType() {
            int end = contentType.indexOf(';');
            Set<String> names = new HashSet<>();
            for (String parameter :
                    end < 0 ? new String[0] : contentType.substring(end + 1).split(";", -1)) {
                int equals = parameter.indexOf('=');
                boolean trailing = parameter.isBlank();
                if (!trailing
                        && (equals < 1
                                || !names.add(parameter.substring(0, equals).strip()))) {
                    return "invalid";
                }
            }
            return mediaType().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who sent it.
     *
     * @param identity the user
     * @param agent the User-Agent header
     */
    public record Client(Identity identity, String agent) {
        /** A client about whose user nothing but name and groups is known. */
        public Client(String user, List<String> groups, String agent) {
            this(Identity.of(user, groups), agent);
        }

        /** {@return the field manager that a write without a fieldManager parameter gets} */
        public String manager() {
            int slash = agent.indexOf('/');
            String name = slash < 0 ? agent : agent.substring(0, slash);
            return name.isEmpty() ? "unknown" : name.length() > 128 ? name.substring(0, 128) : name;
        }
    }

    /** {@return the resource} */
    public ResourceDef def() {
        return def;
    }

    /** {@return what its objects look like and how they behave} */
    public Strategy strategy() {
        return def.strategy();
    }

    /** {@return the verb} */
    public String verb() {
        return address.verb();
    }

    /** {@return the namespace, or empty} */
    public String namespace() {
        return address.namespace();
    }

    /** {@return the name, or empty} */
    public String name() {
        return address.name();
    }

    /** {@return the path below the object, or empty} */
    public String subresource() {
        return address.subresource();
    }

    /** {@return the parameters} */
    public Query query() {
        return query;
    }

    /** {@return what the client sent} */
    public Body body() {
        return body;
    }

    /** {@return who sent it} */
    public Client client() {
        return client;
    }

    /** {@return what will stand in Warning headers} */
    public List<String> warnings() {
        return warnings;
    }

    /** Adds a Warning header. */
    public void warn(String text) {
        if (!warnings.contains(text)) {
            warnings.add(text);
        }
    }

    /** {@return whether nothing is to be stored} */
    public boolean dryRun() {
        return dryRun;
    }

    /** Makes this a write that stores nothing. */
    public void dryRun(boolean on) {
        dryRun = on;
    }

    /** {@return whether what is written was checked before, and need not be again} */
    boolean checkedBefore() {
        return checkedBefore;
    }

    /** Says that what is written was checked before, as everything is that a server finds in its store when it starts. */
    public void markCheckedBefore() {
        checkedBefore = true;
    }

    /** {@return whether nobody is asked about what is written} */
    boolean unasked() {
        return unasked;
    }

    /** Says that the write is a part of another one, about which all were asked. */
    void markUnasked() {
        unasked = true;
    }

    /** {@return the kind of what is sent to the path} */
    String sentKind() {
        ResourceDef.Subresource subresource = def.subresources().get(subresource());
        return subresource == null ? def.kind() : subresource.kind();
    }

    /** {@return what the parameters of a list or watch ask for; null until they were read} */
    @Nullable
    ListScope scope() {
        return scope;
    }

    /** Says what the parameters of the list or watch ask for. */
    void scope(ListScope read) {
        scope = read;
    }

    /** {@return where the document that was read last has lists and maps that are said to be empty} */
    public Set<String> empties() {
        return empties;
    }

    /** Says where the document that was read has lists and maps that are said to be empty. */
    public void empties(Set<String> paths) {
        empties = paths;
    }

    /** {@return the time at which the write takes place, as objects carry it} */
    public String now() {
        return now;
    }

    /** Says at which time the write takes place. */
    void now(String time) {
        now = time;
    }

    /** {@return the name of the writer in managedFields} */
    public String fieldManager() {
        String given = query.get("fieldManager");
        return given.isEmpty() ? client.manager() : given;
    }

    /** {@return NotFound for the object that this call is about} */
    public StatusException notFound() {
        return Statuses.notFound(
                def.group(), def.stored() ? def.plural() : def.names().singular(), name());
    }

    private AdmissionRequest.Target target(String name) {
        return new AdmissionRequest.Target(
                def.group(), def.version(), def.plural(), def.kind(), subresource(), namespace(), name);
    }

    /** Says that the server makes the name of the new object. */
    void generatesName() {
        nameGenerated = true;
    }

    /** {@return what an admission hook sees of this call} */
    AdmissionRequest admission(String operation, JsonNode object, JsonNode old) {
        String name = name().isEmpty() && !nameGenerated ? Json.textAt(object, "metadata", "name") : name();
        return new AdmissionRequest(
                operation,
                target(verb().equals("deletecollection") ? "" : name),
                object,
                old,
                new AdmissionRequest.Options(client.identity(), dryRun, () -> optionsDocument(operation), this::warn));
    }

    private ObjectNode optionsDocument(String operation) {
        ObjectNode document = Json.object();
        String kind = operation.charAt(0) + operation.substring(1).toLowerCase(Locale.ROOT) + "Options";
        document.put("kind", kind).put("apiVersion", "meta.k8s.io/v1");
        if (operation.equals("DELETE")) {
            DeleteRequests.describe(this, document);
        }
        if (dryRun) {
            document.putArray("dryRun").add("All");
        }
        for (String option : List.of("fieldManager", "fieldValidation")) {
            if (!operation.equals("DELETE") && !query.get(option).isEmpty()) {
                document.put(option, query.get(option));
            }
        }
        return document;
    }
}
