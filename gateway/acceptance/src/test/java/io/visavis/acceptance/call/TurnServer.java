package io.visavis.acceptance.call;

import io.visavis.acceptance.harness.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A coturn of our own on the loopback interface, with the credentials that gateways mint. */
final class TurnServer implements AutoCloseable {
    static final String SECRET = "of this test only";

    private static final Pattern NEW_SESSION = Pattern.compile("new, realm=<visavis>, username=<(\\d+):([^>]+)>");

    private final int port = Ports.free();
    private final Path home;
    private Process process;

    TurnServer() {
        try {
            home = Files.createTempDirectory("visavis-turn");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    private Process start() {
        Path program = List.of(Path.of("/usr/bin/turnserver"), Path.of("/usr/local/bin/turnserver")).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no coturn here: run ./visavis test, which installs it"));
        try {
            return new ProcessBuilder(
                            program.toString(),
                            "-n",
                            "--listening-port=" + port,
                            "--listening-ip=127.0.0.1",
                            "--relay-ip=127.0.0.1",
                            // Browser and browser are on this machine, which production must never allow.
                            "--allow-loopback-peers",
                            "--use-auth-secret",
                            "--static-auth-secret=" + SECRET,
                            "--realm=visavis",
                            "--fingerprint",
                            "--no-tls",
                            "--no-dtls",
                            "--no-cli",
                            "--userdb=" + home.resolve("turn.db"),
                            "--pidfile=" + home.resolve("turn.pid"),
                            "--log-file=" + home.resolve("turn.log"),
                            "--simple-log",
                            // Names who is let in.
                            "--verbose")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("turn.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that runs through it is lost; who wants to go on must come again with a password that still works. */
    void restart() {
        close();
        process = start();
    }

    /** When the newest password runs out that each participant was let in with, in epoch seconds. */
    Map<String, Long> newestExpiries() {
        try {
            return NEW_SESSION
                    .matcher(Files.readString(home.resolve("turn.log")))
                    .results()
                    .collect(Collectors.toMap(
                            session -> session.group(2), session -> Long.parseLong(session.group(1)), Math::max));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "turn:127.0.0.1:" + port + "?transport=udp";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
