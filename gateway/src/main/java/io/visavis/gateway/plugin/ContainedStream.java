package io.visavis.gateway.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A plugin's stream, read piece by piece in contained calls: its code runs on the plugin's threads, a piece that does not
 * come has a deadline, and whatever it throws arrives as an {@link IOException}. Closed once, however often it is asked to.
 */
final class ContainedStream extends InputStream {
    private static final int PIECE = 16 * 1024;

    private final InputStream content;
    private final ContainedCalls calls;
    private final Duration deadline;
    private final UnderWay.Share share;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param share closed with the stream */
    ContainedStream(InputStream content, ContainedCalls calls, Duration deadline, UnderWay.Share share) {
        this.share = share;
        this.content = content;
        this.calls = calls;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        // Read into an array of its own: a call that was given up may still write.
        byte[] piece = new byte[Math.min(length, PIECE)];
        int count = contained("read of a file", () -> content.read(piece, 0, piece.length));
        if (count > piece.length) {
            throw new IOException("the file's stream says that it read more than it was asked for");
        }
        if (count > 0) {
            System.arraycopy(piece, 0, into, offset, count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            boolean _ = contained("close of a file", () -> {
                content.close();
                return true;
            });
        } finally {
            share.close();
        }
    }

    private <T> T contained(String what, Callable<T> call) throws IOException {
        try {
            return calls.call(what, deadline, call);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
