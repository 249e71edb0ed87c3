package io.visavis.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network between two browsers, in the test's hands: DevTools cannot touch WebRTC. Every host candidate that is
 * signalled is rewritten to a socket of ours; what arrives there is passed on from the sender's own socket of ours.
 */
public final class UdpRelay implements AutoCloseable {
    private static final Pattern HOST_CANDIDATE =
            Pattern.compile("(candidate:\\S+ \\d+ (?:udp|UDP) \\d+ )(\\S+) (\\d+)( typ host)");
    private static final int DISCARD_PORT = 9;

    private final Map<InetSocketAddress, DatagramSocket> sockets = new ConcurrentHashMap<>();
    private volatile boolean blocked;
    private volatile boolean closed;

    /** From now on nothing passes, or everything again. */
    public void block(boolean block) {
        this.blocked = block;
    }

    /** A signal's body with every address replaced by one of ours. */
    public String rewrite(String signal) {
        Matcher candidates = HOST_CANDIDATE.matcher(signal);
        return candidates.replaceAll(found -> {
            boolean v6 = found.group(2).contains(":");
            int port = v6
                    ? DISCARD_PORT
                    : socketOf(new InetSocketAddress(found.group(2), Integer.parseInt(found.group(3))))
                            .getLocalPort();
            return Matcher.quoteReplacement(found.group(1) + "127.0.0.1 " + port + found.group(4));
        });
    }

    private DatagramSocket socketOf(InetSocketAddress owner) {
        return sockets.computeIfAbsent(owner, this::open);
    }

    private DatagramSocket open(InetSocketAddress owner) {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
            Thread.ofPlatform().daemon().name("relay-" + socket.getLocalPort()).start(() -> pass(socket, owner));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(DatagramSocket socket, InetSocketAddress owner) {
        byte[] buffer = new byte[2048];
        while (!closed) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!blocked) {
                    InetSocketAddress sender = (InetSocketAddress) packet.getSocketAddress();
                    socketOf(sender).send(new DatagramPacket(packet.getData(), packet.getLength(), owner));
                }
            } catch (IOException _) {
                // A closed socket ends the loop; a refused packet is what a network does.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sockets.values().forEach(DatagramSocket::close);
    }
}
