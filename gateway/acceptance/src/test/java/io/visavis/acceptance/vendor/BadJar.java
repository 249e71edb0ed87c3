package io.visavis.acceptance.vendor;

import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A vendor's jar that does all sorts of harm: as the words of a message or the body of a delivery tell it, or in its start.
 */
final class BadJar {
    /** What its messages and deliveries can ask for. Those that hang ignore their interrupt, for as long as the test lasts. */
    static final List<String> FAULTS = List.of("throw", "recurse", "hang", "threads", "allocate");

    /** The harm that no process can contain: takes memory until there is none. */
    static final String FILL = "fill";

    private static final String SOURCE = """
            package bad;

            import io.visavis.spi.*;
            import java.util.*;

            public final class BadFactory implements ProviderFactory {
                public ProviderDescriptor describe() {
                    IN_ITS_START
                    return ProviderDescriptor.builder("ITS_ID").build();
                }

                public Provider create(ConnectionSettings settings, ProviderContext context) {
                    return new Provider() {
                        public CheckResult check() {
                            return CheckResult.ok("fine");
                        }

                        public CommandSender commands() {
                            return command -> {
                                if (command instanceof ProviderCommand.SendMessage message) {
                                    commit(message.text());
                                }
                                return CommandReceipt.of("bad-" + command.idempotencyKey());
                            };
                        }

                        public WebhookReceiver webhooks() {
                            return new WebhookReceiver() {
                                public Optional<String> dedupKey(RawWebhook webhook) {
                                    return Optional.empty();
                                }

                                public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                                    commit(new String(webhook.body(), java.nio.charset.StandardCharsets.UTF_8).replaceAll("[^a-z]", ""));
                                    return List.of();
                                }
                            };
                        }
                    };
                }

                static void commit(String fault) {
                    switch (fault) {
                        case "throw" -> throw new AssertionError("as told");
                        case "recurse" -> recurse(1);
                        case "hang" -> hang();
                        case "threads" -> {
                            for (int i = 0; i < 2; i++) {
                                Thread left = new Thread(BadFactory::hang, "left-behind");
                                left.setDaemon(true);
                                left.start();
                            }
                        }
                        case "allocate" -> {
                            List<byte[]> held = new ArrayList<>();
                            for (int i = 0; i < 100; i++) {
                                held.add(new byte[512 * 1024]);
                            }
                        }
                        case "fill" -> {
                            List<byte[]> held = new ArrayList<>();
                            while (true) {
                                held.add(new byte[512 * 1024]);
                            }
                        }
                        default -> { }
                    }
                }

                private static int recurse(int depth) {
                    return recurse(depth + 1) + depth;
                }

                private static void hang() {
                    long end = System.nanoTime() + 300_000_000_000L;
                    while (System.nanoTime() < end) {
                        try {
                            Thread.sleep(1_000);
                        } catch (InterruptedException ignored) {
                            continue;
                        }
                    }
                }
            }
            """;

    private BadJar() {}

    /** A delivery that asks for a fault. */
    static String delivery(String fault) {
        return "[\"" + fault + "\"]";
    }

    /**
     * Compiles and packs one.
     *
     * @param inItsStart what it does when it is asked what it is, in Java
     * @param jar to lie in a folder of the test's own, where it appears whole
     */
    static void write(String id, String inItsStart, Path jar) throws IOException {
        Path work = Files.createTempDirectory(jar.getParent().getParent(), "bad");
        Path source = Files.writeString(
                work.resolve("BadFactory.java"),
                SOURCE.replace("IN_ITS_START", inItsStart).replace("ITS_ID", id));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        Repository.file("gateway/target/visavis-gateway.jar").toString(),
                        "-d",
                        work.toString(),
                        source.toString());
        if (status != 0) {
            throw new IllegalStateException("the bad jar does not compile");
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        Path packed = work.resolve("packed");
        try (OutputStream out = Files.newOutputStream(packed);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> classes = Files.list(work.resolve("bad"))) {
            for (Path file : classes.toList()) {
                entries.putNextEntry(new JarEntry("bad/" + file.getFileName()));
                Files.copy(file, entries);
            }
            entries.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            entries.write("bad.BadFactory".getBytes(StandardCharsets.UTF_8));
        }
        Files.move(packed, jar);
    }
}
