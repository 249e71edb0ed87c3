package io.visavis.spi.released;

import io.visavis.spi.Incubating;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a provider can be compiled against, one line for each type, supertype, member and component of a record, with what
 * it asks of whoever implements it. Independent of the order in which things are declared.
 */
final class ApiShape {

    /** What a line is worth. */
    enum Mark {
        /** There to be used. */
        USED,
        /** A method without a body: every implementation must have it. */
        DEMANDED,
        /** May change until its review. */
        INCUBATING
    }

    private final SortedMap<String, Mark> lines = new TreeMap<>();

    private ApiShape() {}

    /**
     * Of compiled classes.
     *
     * @param folder where they lie, by their packages
     */
    static SortedMap<String, Mark> of(Path folder) {
        ApiShape shape = new ApiShape();
        try (URLClassLoader loader = ChangedSpi.loader(folder);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replaceAll("[/\\\\]", ".");
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()), false, loader);
                if (isOpen(type)) {
                    shape.add(type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return shape.lines;
    }

    /** As it stands in a file: {@code line}, or {@code MARK line} where the mark is not the usual one. */
    static List<String> written(Map<String, Mark> shape) {
        return shape.entrySet().stream()
                .map(it -> it.getValue() == Mark.USED ? it.getKey() : it.getValue() + " " + it.getKey())
                .toList();
    }

    /** The opposite of {@link #written}. */
    static SortedMap<String, Mark> read(Path file) throws IOException {
        SortedMap<String, Mark> shape = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Mark mark = Arrays.stream(Mark.values())
                    .filter(it -> line.startsWith(it + " "))
                    .findFirst()
                    .orElse(Mark.USED);
            shape.put(mark == Mark.USED ? line : line.substring(mark.name().length() + 1), mark);
        }
        return shape;
    }

    private static boolean isOpen(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!isOpen(each.getModifiers()) || each.isAnonymousClass() || each.isSynthetic()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void add(Class<?> type) {
        Mark mark = mark(type);
        String name = type.getName();
        // Whether a type is sealed tells who may implement it; which types it permits, their own lines say.
        put(name + ": " + type.toGenericString(), mark);
        if (type.getGenericSuperclass() != null) {
            put(name + " extends " + type.getGenericSuperclass().getTypeName(), mark);
        }
        for (Type implemented : type.getGenericInterfaces()) {
            put(name + " implements " + implemented.getTypeName(), mark);
        }
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                // By number: two texts that change places compile everywhere, and mean something else.
                put(
                        name + " component " + (i + 1) + ": "
                                + components[i].getGenericType().getTypeName() + " " + components[i].getName(),
                        mark);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            addMember(field, field.toGenericString(), type, mark);
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addMember(constructor, signature(constructor), type, mark);
        }
        for (Method method : type.getDeclaredMethods()) {
            addMember(method, signature(method), type, mark);
        }
    }

    /** Without "abstract" and "default": that an implementation need not have a method any more breaks nobody. */
    private static String signature(Executable member) {
        return member.toGenericString().replaceFirst("\\b(abstract|default) ", "");
    }

    private <M extends Member & AnnotatedElement> void addMember(M member, String line, Class<?> owner, Mark ofOwner) {
        if (!isOpen(member.getModifiers()) || member.isSynthetic()) {
            return;
        }
        boolean demanded = Modifier.isAbstract(member.getModifiers()) && !owner.isSealed() && !owner.isAnnotation();
        Mark usual = demanded ? Mark.DEMANDED : Mark.USED;
        put(line, ofOwner == Mark.INCUBATING || isIncubating(member) ? Mark.INCUBATING : usual);
    }

    private static Mark mark(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (isIncubating(each)) {
                return Mark.INCUBATING;
            }
        }
        return Mark.USED;
    }

    /** By its name: the shape may be of classes that have an SPI of their own. */
    private static boolean isIncubating(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(it -> it.annotationType().getName().equals(Incubating.class.getName()));
    }

    private void put(String line, Mark mark) {
        lines.put(line, mark);
    }

    /**
     * What a provider that was built against {@code released} may miss in {@code now}, or lack for it.
     *
     * @return lines that begin with {@code gone} or {@code new demand}; empty when it goes on
     */
    static List<String> breaks(Map<String, Mark> released, Map<String, Mark> now) {
        Stream<String> gone = released.entrySet().stream()
                .filter(it -> it.getValue() != Mark.INCUBATING && !now.containsKey(it.getKey()))
                .map(it -> "gone: " + it.getKey());
        Stream<String> demanded = now.entrySet().stream()
                .filter(it -> it.getValue() == Mark.DEMANDED && released.get(it.getKey()) != Mark.DEMANDED)
                .filter(it -> released.get(it.getKey()) != Mark.INCUBATING)
                .filter(it -> wasThere(ownerOf(it.getKey()), released))
                .map(it -> "new demand: " + it.getKey());
        return Stream.concat(gone, demanded).toList();
    }

    /** A new interface may demand what it likes: nobody implements it yet. */
    private static boolean wasThere(String type, Map<String, Mark> released) {
        return released.entrySet().stream()
                .anyMatch(it -> it.getValue() != Mark.INCUBATING && it.getKey().startsWith(type + ": "));
    }

    /** Of {@code public X a.b.Type.method(...)}, {@code a.b.Type}. */
    private static String ownerOf(String method) {
        String upToName = method.substring(0, method.indexOf('('));
        String qualified = upToName.substring(upToName.lastIndexOf(' ') + 1);
        return qualified.substring(0, qualified.lastIndexOf('.'));
    }
}
