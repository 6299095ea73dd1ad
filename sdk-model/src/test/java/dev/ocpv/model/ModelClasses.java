package dev.ocpv.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds every generated class and its fields. */
final class ModelClasses {
    private ModelClasses() {}

    /** {@return every generated object and resource} */
    static List<Class<?>> all() {
        return classes()
                .filter(type -> ApiObject.class.isAssignableFrom(type) || ApiResource.class.isAssignableFrom(type))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .toList();
    }

    static Stream<Class<?>> enums() {
        return classes().filter(type -> OpenEnum.class.isAssignableFrom(type) && type != OpenEnum.class);
    }

    /** {@return the bytes of every class file as text, which shows the names of all that the class needs} */
    static Map<String, String> constants() {
        var constants = new TreeMap<String, String>();
        eachFile((name, file) -> constants.put(name, Files.readString(file, StandardCharsets.ISO_8859_1)));
        return constants;
    }

    private static Stream<Class<?>> classes() {
        var names = new TreeSet<String>();
        eachFile((name, file) -> names.add(name));
        return names.stream().filter(name -> !name.endsWith("package-info")).map(ModelClasses::load);
    }

    private interface FileReader {
        void read(String className, Path file) throws IOException;
    }

    private static void eachFile(FileReader reader) {
        try {
            var root = Path.of(ApiObject.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root.resolve("dev/ocpv/model"))) {
                for (Path file :
                        files.filter(any -> any.toString().endsWith(".class")).toList()) {
                    var name = root.relativize(file).toString();
                    reader.read(name.substring(0, name.length() - 6).replace('/', '.'), file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object make(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the fields that a user can set, without those of the base classes} */
    static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
    }

    static Method fluent(Class<?> owner, Field field) {
        return method(owner, "with" + capitalised(field), field.getType());
    }

    static Method getter(Class<?> owner, Field field) {
        return method(owner, "get" + capitalised(field));
    }

    static Method method(Class<?> owner, String name, Class<?>... parameters) {
        try {
            return owner.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(owner.getName() + " lacks " + name, e);
        }
    }

    static String capitalised(Field field) {
        var name = field.getName().startsWith("_") ? field.getName().substring(1) : field.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static Object call(Object target, Method method, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }

    /** {@return the type of a list's items or a map's values} */
    static Type element(Field field) {
        var arguments = ((ParameterizedType) field.getGenericType()).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }
}
