package io.visavis.sandbox.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A JSON string of a gigabyte, which costs its sender next to nothing. */
final class Gigabyte {
    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 1024;
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final byte[] BEGIN = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BLOCK = new byte[MEGABYTE];

    static {
        Arrays.fill(BLOCK, (byte) 'x');
    }

    private Gigabyte() {}

    static void plain(OutputStream out) throws IOException {
        write(out, BEGIN, BLOCK);
    }

    /** As gzip of about a megabyte. */
    static void packed(OutputStream out) throws IOException {
        out.write(GZIP_HEADER);
        write(out, packed(BEGIN), packed(BLOCK));
    }

    private static void write(OutputStream out, byte[] begin, byte[] block) throws IOException {
        out.write(begin);
        for (int i = 0; i < MEGABYTES; i++) {
            out.write(block);
        }
    }

    /** With a full flush behind it, so that it may stand anywhere in a stream, any number of times. */
    private static byte[] packed(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            byte[] packed = new byte[MEGABYTE];
            return Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH));
        } finally {
            deflater.end();
        }
    }
}
