package io.visavis.gateway.plugin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar once, from end to end: each entry must be what was packed, and none may hold {@link ForbiddenCalls}. The JDK
 * looks at no checksum when it loads a class, so a damaged one would be found only by the visitor who needs it.
 */
final class JarEntries {
    /** In bytes. No compiler writes a larger class, and what claims to be one must not be kept in memory. */
    private static final int LARGEST_CLASS = 16 * 1024 * 1024;

    private JarEntries() {}

    /**
     * Runs nothing of it.
     *
     * @throws RefusedPlugin when it is damaged, or would end the process
     */
    static void refuse(Path path) {
        try (ZipFile jar = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    ForbiddenCalls.refuse(entry.getName(), readClass(jar, entry));
                } else if (!entry.isDirectory()) {
                    read(jar, entry, OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw new RefusedPlugin("cannot be read as a jar (" + e.getMessage() + "); copy it again, whole", e);
        }
    }

    private static byte[] readClass(ZipFile jar, ZipEntry entry) throws IOException {
        if (entry.getSize() > LARGEST_CLASS) {
            throw damaged(entry, null);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        read(jar, entry, bytes);
        return bytes.toByteArray();
    }

    /** The size is what the jar's directory claims: never more is unpacked. */
    private static void read(ZipFile jar, ZipEntry entry, OutputStream to) throws IOException {
        CRC32 sum = new CRC32();
        long left = entry.getSize();
        try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), sum)) {
            byte[] part = new byte[8192];
            for (int length = in.read(part); length > 0 && left >= 0; length = in.read(part)) {
                to.write(part, 0, length);
                left -= length;
            }
        } catch (ZipException | EOFException e) {
            throw damaged(entry, e);
        }
        if (left != 0 || sum.getValue() != entry.getCrc()) {
            throw damaged(entry, null);
        }
    }

    private static RefusedPlugin damaged(ZipEntry entry, @Nullable IOException cause) {
        return new RefusedPlugin("is damaged in " + entry.getName() + "; copy it again, or have it built again", cause);
    }
}
