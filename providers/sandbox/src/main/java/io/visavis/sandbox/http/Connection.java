package io.visavis.sandbox.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;

/** The TCP connection below an exchange. After any of these calls the exchange must answer {@link Reply#none()}. */
public final class Connection {

    private final EndPoint endPoint;

    Connection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    /** Sends a TCP reset, so the peer sees "connection reset" and not a clean end. */
    public void reset() throws IOException {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
    }

    public void close() {
        endPoint.close();
    }

    /** Writes bytes past HTTP, for answers that come too slowly or in a wrong shape. */
    public void write(byte[] bytes) throws IOException {
        try (var callback = Blocker.callback()) {
            endPoint.write(callback, ByteBuffer.wrap(bytes));
            callback.block();
        }
    }

    public boolean isOpen() {
        return endPoint.isOpen();
    }
}
