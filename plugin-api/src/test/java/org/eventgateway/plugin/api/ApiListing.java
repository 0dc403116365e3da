package org.eventgateway.plugin.api;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The public face of classes as text: one line for each type and each member, sorted, each with all that callers rely on. */
final class ApiListing {
    private final TreeSet<String> lines = new TreeSet<>();

    private ApiListing() {}

    static List<String> of(Collection<Class<?>> types) {
        ApiListing listing = new ApiListing();
        types.stream().filter(ApiListing::isPublic).forEach(listing::add);
        return List.copyOf(listing.lines);
    }

    /** What identifies the member of a line; the rest of the line may change. */
    static String member(String line) {
        int end = line.indexOf(" : ");
        return end < 0 ? line : line.substring(0, end);
    }

    private void add(Class<?> type) {
        String name = type.getName();
        lines.add(name + " : " + declaration(type));
        for (Field field : type.getDeclaredFields()) {
            if (isPublic(field.getModifiers()) && !field.isSynthetic()) {
                lines.add(name + "#" + field.getName() + " : " + modifiers(field.getModifiers())
                        + type(field.getAnnotatedType()) + constant(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isPublic(constructor.getModifiers())) {
                lines.add(name + "#new(" + parameters(constructor) + ") : " + modifiers(constructor.getModifiers())
                        + thrown(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isPublic(method.getModifiers()) && !method.isSynthetic() && !isFromObject(method)) {
                lines.add(name + "#" + method.getName() + "(" + parameters(method) + ") : "
                        + modifiers(method.getModifiers())
                        + (method.isDefault() ? "default " : "")
                        + variables(method.getTypeParameters())
                        + type(method.getAnnotatedReturnType())
                        + thrown(method));
            }
        }
    }

    private static String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        List<String> parts = new ArrayList<>();
        parts.add((modifiers(type.getModifiers() & ~Modifier.INTERFACE) + kind + variables(type.getTypeParameters()))
                .strip());
        if (type.isRecord()) {
            parts.add(Arrays.stream(type.getRecordComponents())
                    .map(part -> type(part.getAnnotatedType()) + " " + part.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Optional.ofNullable(type.getGenericSuperclass())
                .filter(parent ->
                        !List.of("java.lang.Object", "java.lang.Record").contains(parent.getTypeName()))
                .ifPresent(parent -> parts.add("extends " + parent.getTypeName()));
        parts.addAll(named("implements ", type.getGenericInterfaces()));
        if (type.isSealed()) {
            parts.addAll(named("permits ", type.getPermittedSubclasses()));
        }
        return String.join(" ", parts);
    }

    private static List<String> named(String word, Type[] types) {
        return types.length == 0
                ? List.of()
                : List.of(word
                        + Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", ")));
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(ApiListing::type)
                .collect(Collectors.joining(", "));
    }

    private static String thrown(Executable executable) {
        return named(" throws ", executable.getGenericExceptionTypes()).stream().collect(Collectors.joining());
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName()
                                + Arrays.stream(variable.getBounds())
                                        .map(Type::getTypeName)
                                        .filter(bound -> !bound.equals("java.lang.Object"))
                                        .map(bound -> " extends " + bound)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    /** The type, marked when it may be null: to take that away from an argument breaks callers as much as a rename does. */
    private static String type(AnnotatedType type) {
        boolean nullable = Arrays.stream(type.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
        return (nullable ? "@Nullable " : "") + type.getType().getTypeName();
    }

    /** The value that the compiler copies into callers. */
    private static String constant(Field field) {
        boolean copied = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return copied ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            return "";
        }
    }

    private static String modifiers(int modifiers) {
        int shown = modifiers & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT);
        return shown == 0 ? "" : Modifier.toString(shown) + " ";
    }

    private static boolean isFromObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isPublic(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isPublic(outer));
    }

    private static boolean isPublic(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
}
