package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who owns what of an object does not depend on which objects were created before it. */
class OwnersOfNewObjectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEFINITION = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.example.com"},
             "spec":{"group":"example.com","scope":"Cluster","names":{"plural":"lamps","kind":"Lamp"},"versions":[{"name":"v1",
              "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object",
               "x-kubernetes-preserve-unknown-fields":true,"properties":{
                "size":{"x-kubernetes-int-or-string":true},"note":{"type":"string","nullable":true}}}}}}}]}}
            """;

    @Test
    void data() throws IOException {
        check(
                CONFIG_MAPS,
                "{'metadata':{'name':'%s'},'data':{'a':'1'}}",
                "{'metadata':{'name':'%s'},'data':{'a':'2'}}",
                "{'metadata':{'name':'%s'},'data':{'b':'1'}}",
                "{'metadata':{'name':'%s'},'data':{'a':'1','b':'1'}}",
                "{'metadata':{'name':'%s'},'data':{}}",
                "{'metadata':{'name':'%s'},'binaryData':{'a':'MQ=='}}",
                "{'metadata':{'name':'%s'},'data':{'a':'1'},'immutable':false}");
    }

    @Test
    void metadata() throws IOException {
        check(
                CONFIG_MAPS,
                "{'metadata':{'name':'%s','labels':{'a':'1'}}}",
                "{'metadata':{'name':'%s','labels':{'b':'1'}}}",
                "{'metadata':{'name':'%s','labels':{}}}",
                "{'metadata':{'name':'%s','annotations':{'a':'1'}}}",
                "{'metadata':{'name':'%s','finalizers':['example.com/a']}}",
                "{'metadata':{'name':'%s','finalizers':['example.com/b']}}");
    }

    @Test
    void items_of_lists_by_key() throws IOException {
        check(
                "/api/v1/namespaces/default/services",
                "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':80,'name':'a','targetPort':1}]}}",
                "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':81,'name':'a','targetPort':1}]}}",
                "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':81,'name':'a','targetPort':'x'}]}}",
                "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':81,'name':'a'}],'selector':{'a':'1'}}}",
                "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':81,'name':'a'}],'selector':{'b':'1'}}}");
    }

    @Test
    void values_that_every_new_object_has() throws IOException {
        check(
                "/apis/scheduling.k8s.io/v1/priorityclasses",
                "{'metadata':{'name':'%s'},'value':1}",
                "{'metadata':{'name':'%s'},'value':0}",
                "{'metadata':{'name':'%s'},'value':2}");
    }

    @Test
    void what_is_not_stored_but_owned() throws IOException {
        String set = "{'metadata':{'name':'%%s'},'spec':{'serviceName':'a','selector':{'matchLabels':{'a':'1'}},"
                + "'template':{'metadata':{'labels':{'a':'1'}},'spec':{'containers':[{'name':'a','image':'a'}]}},"
                + "'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{%s'partition':0}}}}";
        check(
                "/apis/apps/v1/namespaces/default/statefulsets",
                set.formatted("'maxUnavailable':1,"),
                set.formatted(""),
                set.formatted("'maxUnavailable':1,"));
    }

    @Test
    void values_of_any_type() throws IOException {
        String lamp = "{'apiVersion':'example.com/v1','kind':'Lamp','metadata':{'name':'%%s'},'spec':{%s}}";
        check(
                "/apis/example.com/v1/lamps",
                lamp.formatted("'size':1"),
                lamp.formatted("'size':'1'"),
                lamp.formatted("'note':null"),
                lamp.formatted("'note':'x'"),
                lamp.formatted("'any':1"),
                lamp.formatted("'any':{}"),
                lamp.formatted("'any':{'b':1}"),
                lamp.formatted("'any':[1]"),
                lamp.formatted("'any':[2,3]"),
                lamp.formatted("'any':null"));
    }

    private static void check(String path, String... templates) throws IOException {
        ApiServer shared = server();
        Set<String> seen = new HashSet<>();
        for (String template : templates) {
            for (String name : List.of("first", "second")) {
                String object = template.formatted(name).replace('\'', '"');
                String owners = owners(server(), path, name, object);
                assertThat(owners(shared, path, name, object)).as(object).isEqualTo(owners);
                seen.add(owners);
            }
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }

    private static ApiServer server() {
        return ApiServer.builder().addDefinition(DEFINITION).build();
    }

    /** Creates the object and takes it away. */
    private static String owners(ApiServer server, String path, String name, String object) throws IOException {
        ApiResponse created = server.handle(ApiRequest.of("POST", path, object));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String one = path + "/" + name;
        server.handle(
                ApiRequest.of("PATCH", one, "application/merge-patch+json", "{\"metadata\":{\"finalizers\":null}}"));
        assertThat(server.handle(ApiRequest.of("DELETE", one)).status()).isEqualTo(200);
        return JSON.readTree(created.text())
                .path("metadata")
                .findValues("fieldsV1")
                .toString();
    }
}
