package io.visavis.gateway.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Finds code that would end the whole process: nothing can contain that once it runs. A guard against mistakes in good
 * faith, not a sandbox: a call by reflection is not seen, and a plugin is trusted code of its vendor.
 */
final class ForbiddenCalls {
    private static final Set<String> ENDS_THE_PROCESS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private ForbiddenCalls() {}

    static void refuse(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    refuse(jar, entry);
                }
            }
        } catch (IOException e) {
            throw new RefusedPlugin("cannot be read as a jar (" + e.getMessage() + "); copy it again, whole", e);
        }
    }

    private static void refuse(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            if (!mayName(bytes, "exit") && !mayName(bytes, "halt")) {
                return;
            }
            for (PoolEntry constant : ClassFile.of().parse(bytes).constantPool()) {
                if (constant instanceof MethodRefEntry method) {
                    String name = method.owner().asInternalName() + "."
                            + method.name().stringValue();
                    if (ENDS_THE_PROCESS.contains(name)) {
                        throw new RefusedPlugin(
                                "calls " + name.replace('/', '.') + " in " + entry.getName()
                                        + ", which would end the whole gateway; its vendor must take that out",
                                null);
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedPlugin(
                    "has a class file that cannot be read (" + entry.getName() + "); build or copy it again", e);
        }
    }

    /** Whether the text stands anywhere: few classes have it, and taking all of them apart costs the start its memory. */
    private static boolean mayName(byte[] bytes, String text) {
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (bytes[i] == sought[0] && Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }
}
