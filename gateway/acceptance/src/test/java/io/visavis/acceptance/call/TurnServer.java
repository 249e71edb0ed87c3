package io.visavis.acceptance.call;

import io.visavis.acceptance.harness.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A coturn of our own on the loopback interface, with the credentials that gateways mint. */
final class TurnServer implements AutoCloseable {
    static final String SECRET = "of this test only";

    private final int port = Ports.free();
    private final Process process;

    TurnServer() {
        Path program = List.of(Path.of("/usr/bin/turnserver"), Path.of("/usr/local/bin/turnserver")).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no coturn here: run ./visavis test, which installs it"));
        try {
            Path home = Files.createTempDirectory("visavis-turn");
            process = new ProcessBuilder(
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
                            "--simple-log")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("turn.out").toFile())
                    .start();
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
