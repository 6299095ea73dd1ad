package dev.ocpv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryModelClassTest {
    private static final ObjectMapper STRICT = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern JACKSON_CODE = Pattern.compile("com/fasterxml/jackson/(?!annotation/)");

    static List<Class<?>> types() {
        return ModelClasses.all();
    }

    static Stream<Class<?>> enums() {
        return ModelClasses.enums();
    }

    static Stream<Class<?>> resources() {
        return types().stream().filter(ApiResource.class::isAssignableFrom);
    }

    @Test
    void there_are_classes_to_test() {
        assertThat(types()).hasSizeGreaterThan(100);
        assertThat(enums()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_new_object_writes_nothing(Class<?> type) {
        var written = write(ModelClasses.make(type));

        written.remove("apiVersion");
        written.remove("kind");
        written.remove("metadata", Map.of());
        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_is_set_adds_exactly_itself(Class<?> type) {
        for (Field field : ModelClasses.fields(type)) {
            var object = ModelClasses.make(type);
            var before = write(object);

            ModelClasses.call(object, ModelClasses.fluent(type, field), SampleValues.of(field.getGenericType()));

            var added = new HashSet<>(write(object).keySet());
            added.removeAll(before.keySet());
            assertThat(added).containsExactly(wireName(field));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_was_read_is_written_again(Class<?> type) {
        var sent = new LinkedHashMap<String, Object>();
        sent.putAll(write(filled(type)));
        sent.put("notInTheSchema", Map.of("deep", List.of(1, "two")));

        var read = Serialization.unmarshal(Serialization.asJson(sent), type);

        assertThat(write(read)).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("types")
    void equal_content_is_equal_and_other_content_is_not(Class<?> type) {
        var one = filled(type);
        var same = filled(type);

        assertThat(one)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .isNotEqualTo(null)
                .isNotEqualTo("text");
        for (Field field : ModelClasses.fields(type)) {
            var other = filled(type);
            ModelClasses.call(other, ModelClasses.fluent(type, field), new Object[] {null});
            assertThat(other).as(field.getName()).isNotEqualTo(one);
        }
        ModelClasses.call(
                same,
                ModelClasses.method(type, "setAdditionalProperty", String.class, Object.class),
                "notInTheSchema",
                1);
        assertThat(same).isNotEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_field_is_read_as_it_was_set_and_shown_as_text(Class<?> type) {
        for (Field field : ModelClasses.fields(type)) {
            var value = SampleValues.of(field.getGenericType());
            var object = ModelClasses.make(type);

            var returned = ModelClasses.call(object, ModelClasses.fluent(type, field), value);

            assertThat(returned).isSameAs(object);
            assertThat(ModelClasses.call(object, ModelClasses.getter(type, field)))
                    .isEqualTo(value);
            if (object instanceof ApiObject) {
                assertThat(object.toString()).contains(wireName(field) + "=");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_nested_object_is_edited_in_place(Class<?> type) {
        for (Field field : ModelClasses.fields(type)) {
            if (ApiObject.class.isAssignableFrom(field.getType()) || isCore(field.getType())) {
                var object = ModelClasses.make(type);
                var edit = ModelClasses.method(type, "with" + ModelClasses.capitalised(field), Consumer.class);
                var getter = ModelClasses.getter(type, field);

                Consumer<Object> nothing = nested -> {};
                ModelClasses.call(object, edit, nothing);
                var first = ModelClasses.call(object, getter);
                ModelClasses.call(object, edit, nothing);

                assertThat(first).isNotNull();
                assertThat(ModelClasses.call(object, getter)).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_list_and_map_can_be_added_to(Class<?> type) {
        for (Field field : ModelClasses.fields(type)) {
            var object = ModelClasses.make(type);
            var add = "addTo" + ModelClasses.capitalised(field);
            if (field.getType() == List.class && ModelClasses.element(field) instanceof Class<?> item) {
                var many = java.lang.reflect.Array.newInstance(item, 2);
                java.lang.reflect.Array.set(many, 0, SampleValues.of(item));
                java.lang.reflect.Array.set(many, 1, SampleValues.of(item));
                ModelClasses.call(object, ModelClasses.method(type, add, many.getClass()), many);
                assertThat((List<?>) ModelClasses.call(object, ModelClasses.getter(type, field)))
                        .hasSize(2);
            } else if (field.getType() == Map.class && ModelClasses.element(field) instanceof Class<?> value) {
                ModelClasses.call(
                        object, ModelClasses.method(type, add, String.class, value), "a", SampleValues.of(value));
                assertThat((Map<?, ?>) ModelClasses.call(object, ModelClasses.getter(type, field)))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void no_property_is_written_twice(Class<?> type) throws IOException {
        var names = new ArrayList<String>();
        ModelClasses.fields(type).forEach(field -> names.add(wireName(field)));
        if (ApiResource.class.isAssignableFrom(type)) {
            names.addAll(List.of("apiVersion", "kind", "metadata"));
        }

        var written = STRICT.readTree(Serialization.asJson(filled(type))).fieldNames();

        assertThat(written).toIterable().containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void a_text_with_a_property_twice_would_be_noticed() {
        assertThatThrownBy(() -> STRICT.readTree("{\"spec\":1,\"spec\":2}")).hasMessageContaining("spec");
    }

    @Test
    void only_the_annotations_of_jackson_are_needed() {
        var needing = ModelClasses.constants().entrySet().stream()
                .filter(entry -> JACKSON_CODE.matcher(entry.getValue()).find())
                .map(Map.Entry::getKey);

        assertThat(needing).isEmpty();
        assertThat(ModelClasses.constants().get(ApiObject.class.getName()))
                .contains("com/fasterxml/jackson/annotation");
    }

    @ParameterizedTest
    @MethodSource("enums")
    void a_listed_value_is_its_constant_and_another_one_is_kept(Class<?> type) {
        var of = ModelClasses.method(type, "of", String.class);
        var values = (List<?>) ModelClasses.call(type, ModelClasses.method(type, "values"));

        for (Object value : values) {
            assertThat(ModelClasses.call(type, of, ((OpenEnum) value).getValue()))
                    .isSameAs(value);
            assertThat(((OpenEnum) value).isKnown()).isTrue();
        }
        var other = (OpenEnum) ModelClasses.call(type, of, "NotListedYet");
        assertThat(other.isKnown()).isFalse();
        assertThat(Serialization.asJson(other)).isEqualTo("\"NotListedYet\"");
        assertThat(Serialization.unmarshal("\"NotListedYet\"", type)).isEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_document_is_read_as_its_own_type(Class<?> type) {
        var text = Serialization.asYaml(ModelClasses.make(type));

        Object read = new KubernetesSerialization().unmarshal(text);

        assertThat(read).isInstanceOf(type);
    }

    @Test
    void a_native_image_keeps_every_class() throws IOException {
        try (var stream = ApiObject.class.getResourceAsStream(
                "/META-INF/native-image/dev.ocpv/ocpv-sdk-model/reachability-metadata.json")) {
            var kept = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(Stream.concat(types().stream(), enums()))
                    .allSatisfy(type -> assertThat(kept).contains("\"type\":\"" + type.getName() + "\""));
        }
    }

    private static Object filled(Class<?> type) {
        var object = ModelClasses.make(type);
        for (Field field : ModelClasses.fields(type)) {
            ModelClasses.call(object, ModelClasses.fluent(type, field), SampleValues.of(field.getGenericType()));
        }
        return object;
    }

    private static boolean isCore(Class<?> type) {
        return type.getName().startsWith("io.fabric8.kubernetes.api.model.")
                && !type.getSimpleName().equals("IntOrString");
    }

    private static String wireName(Field field) {
        return field.getAnnotation(JsonProperty.class).value();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> write(Object object) {
        return Serialization.unmarshal(Serialization.asJson(object), LinkedHashMap.class);
    }
}
