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
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(entry.getSize(), 32));
                    read(jar, entry, bytes);
                    ForbiddenCalls.refuse(entry.getName(), bytes.toByteArray());
                } else if (!entry.isDirectory()) {
                    read(jar, entry, OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw new RefusedPlugin("cannot be read as a jar (" + e.getMessage() + "); copy it again, whole", e);
        }
    }

    private static void read(ZipFile jar, ZipEntry entry, OutputStream to) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), sum)) {
            in.transferTo(to);
        } catch (ZipException | EOFException e) {
            throw damaged(entry, e);
        }
        if (sum.getValue() != entry.getCrc()) {
            throw damaged(entry, null);
        }
    }

    private static RefusedPlugin damaged(ZipEntry entry, @Nullable IOException cause) {
        return new RefusedPlugin("is damaged in " + entry.getName() + "; copy it again, or have it built again", cause);
    }
}
