package dev.ocpv.testkit.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of the server beside Jackson's own, whose members stand in a table. */
class MembersTest {
    private static final int STEPS = 20_000;

    /** Few names, so that most steps meet a member that is there; many, so that objects grow a table. */
    @ParameterizedTest
    @ValueSource(ints = {3, 12, 40})
    void an_object_does_what_one_with_a_table_does(int names) {
        Random random = new Random(names);
        ObjectNode ours = Json.object();
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < STEPS; i++) {
            String name = "n" + random.nextInt(names);
            JsonNode value = Json.number(random.nextInt(5));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> assertThat(ours.replace(name, value)).isEqualTo(table.replace(name, value));
                case 3 -> assertThat(ours.remove(name)).isEqualTo(table.remove(name));
                case 4 -> assertThat(ours.get(name)).isEqualTo(table.get(name));
                case 5 -> {
                    removeFirst(ours, value);
                    removeFirst(table, value);
                }
                case 6 -> {
                    ours.properties().forEach(member -> member.setValue(value));
                    table.properties().forEach(member -> member.setValue(value));
                }
                default -> {
                    if (random.nextInt(40) == 0) {
                        ours.removeAll();
                        table.removeAll();
                    }
                }
            }
            assertThat(ours.properties()).containsExactlyElementsOf(table.properties());
            assertThat(ours).isEqualTo(table).hasSameHashCodeAs(table);
            assertThat(table).isEqualTo(ours);
            assertThat(ours).hasToString(table.toString());
        }
    }

    private static void removeFirst(ObjectNode object, JsonNode value) {
        for (Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator(); members.hasNext(); ) {
            if (members.next().getValue().equals(value)) {
                members.remove();
                return;
            }
        }
    }

    @Test
    void a_copy_is_one_of_its_own() {
        ObjectNode object = Json.object().put("a", 1).put("b", 2);
        ObjectNode copy = Json.shallow(object);
        ObjectNode deep = object.deepCopy();

        object.remove(List.of("a"));

        assertThat(copy).hasToString("{\"a\":1,\"b\":2}");
        assertThat(deep).isEqualTo(copy);
        assertThat(object).hasToString("{\"b\":2}");
    }

    @Test
    void what_walks_over_the_members_says_when_there_are_no_more() {
        Iterator<Map.Entry<String, JsonNode>> members =
                Json.object().put("a", 1).properties().iterator();
        members.next();

        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(members::next);
    }
}
