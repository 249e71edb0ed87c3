package io.visavis.gateway.plugin;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds code that would end the whole process: nothing can contain that once it runs. A guard against mistakes in good
 * faith, not a sandbox: a call by reflection is not seen, and a plugin is trusted code of its vendor.
 */
final class ForbiddenCalls {
    private static final Set<String> ENDS_THE_PROCESS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private ForbiddenCalls() {}

    /**
     * @param name of the class file in its jar
     * @param bytes the whole class file
     * @throws RefusedPlugin when it calls what it must not, or is no class file
     */
    static void refuse(String name, byte[] bytes) {
        if (!mayName(bytes, "exit") && !mayName(bytes, "halt")) {
            return;
        }
        try {
            for (PoolEntry constant : ClassFile.of().parse(bytes).constantPool()) {
                if (constant instanceof MethodRefEntry method) {
                    String called = method.owner().asInternalName() + "."
                            + method.name().stringValue();
                    if (ENDS_THE_PROCESS.contains(called)) {
                        throw new RefusedPlugin(
                                "calls " + called.replace('/', '.') + " in " + name
                                        + ", which would end the whole gateway; its vendor must take that out",
                                null);
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedPlugin("has a class file that cannot be read (" + name + "); build or copy it again", e);
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
