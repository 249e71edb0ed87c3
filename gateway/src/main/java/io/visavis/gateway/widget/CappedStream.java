package io.visavis.gateway.widget;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails behind a number of bytes rather than pass on what never ends. */
final class CappedStream extends FilterInputStream {
    private long left;

    CappedStream(InputStream in, long largest) {
        super(in);
        this.left = largest;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new IOException("the file is larger than allowed");
        }
    }
}
