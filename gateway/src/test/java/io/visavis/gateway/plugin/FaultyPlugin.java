package io.visavis.gateway.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A plugin that does harm as it is told: by a command's idempotency key, by the words of a delivery, by the id of a file, an agent
 * or a queue, by an option or choice called "fault"; and where a call takes nothing, by the setting of its name. {@code "fine"} is
 * served. What hangs does so until its {@link Spell} is broken.
 */
final class FaultyPlugin {
    private static final String HANGS = "visavis.test.faulty-plugin-hangs";

    /** What goes wrong, to stand beside any factory. */
    static final String FAULTS = """
            final class Faults {
                private Faults() {}

                static void commit(String fault) {
                    switch (fault) {
                        case "fine" -> { }
                        case "recurse" -> recurse(1);
                        case "throw-out-of-memory" -> throw new OutOfMemoryError("thrown");
                        case "too-large-an-array" -> fill(new long[Integer.MAX_VALUE]);
                        case "missing-class" -> Absent.touch();
                        case "assertion" -> throw new AssertionError("as told");
                        case "checked" -> Faults.<RuntimeException>sneak(new java.io.IOException("as told"));
                        case "hang" -> hang();
                        case "threads" -> {
                            for (int i = 0; i < 100; i++) {
                                new Thread(Faults::hang, "left-behind").start();
                            }
                        }
                        default -> throw new IllegalStateException("no such fault: " + fault);
                    }
                }

                private static int recurse(int depth) {
                    return recurse(depth + 1) + depth;
                }

                private static void fill(long[] memory) {
                    java.util.Arrays.fill(memory, 1);
                }

                @SuppressWarnings("unchecked")
                private static <T extends Throwable> void sneak(Throwable thrown) throws T {
                    throw (T) thrown;
                }

                static void hang() {
                    while (Boolean.getBoolean("HANGS")) {
                        try {
                            Thread.sleep(10);
                        } catch (InterruptedException ignored) {
                            continue;
                        }
                    }
                }
            }

            final class Absent {
                static void touch() { }
            }
            """.replace("HANGS", HANGS);

    private static final String PROVIDER = """
            return new Provider() {
                private void asSet(String call) {
                    settings.find(call).ifPresent(Faults::commit);
                }
                public void close() {
                    asSet("close");
                }
                public ProviderDescriptor describe(ProviderDescriptor declared) {
                    asSet("describe");
                    return declared;
                }
                public java.util.Optional<WebhookAuthenticator> authenticator() {
                    return java.util.Optional.of(webhook -> {
                        Faults.commit(webhook.bodyText());
                        return new Verdict.Accepted();
                    });
                }
                public java.util.Optional<Setup> setup() {
                    return java.util.Optional.of(new Setup() {
                        public Report inspect() {
                            asSet("inspect");
                            return apply(java.util.Map.of("fault", "fine"));
                        }
                        public Report apply(java.util.Map<String, String> choices) {
                            Faults.commit(choices.get("fault"));
                            return new Report(java.util.List.of(), java.util.List.of(), java.util.Map.of());
                        }
                    });
                }
                public CheckResult check() {
                    asSet("check");
                    context.httpClient().shutdownNow();
                    context.httpClient().close();
                    return CheckResult.ok("fine");
                }
                public CommandSender commands() {
                    return command -> {
                        if (command.idempotencyKey().equals("null")) {
                            return null;
                        }
                        Faults.commit(command.idempotencyKey());
                        return CommandReceipt.of("sent");
                    };
                }
                public WebhookReceiver webhooks() {
                    return new WebhookReceiver() {
                        public java.util.Optional<String> dedupKey(RawWebhook webhook) {
                            Faults.commit(webhook.bodyText());
                            return java.util.Optional.of("key");
                        }
                        public java.util.List<ProviderEvent> translate(AcceptedWebhook webhook) {
                            Faults.commit(webhook.bodyText());
                            return java.util.List.of();
                        }
                    };
                }
                public java.util.Optional<Availability> availability() {
                    return java.util.Optional.of(new Availability() {
                        public Report ask(java.util.Map<String, String> options) {
                            return askQueue(options.get("fault"), options);
                        }
                        public Report askQueue(String queueId, java.util.Map<String, String> options) {
                            Faults.commit(queueId);
                            return new Report(State.OPEN, null, null, null);
                        }
                    });
                }
                public java.util.Optional<AgentDirectory> agents() {
                    return java.util.Optional.of(id -> {
                        Faults.commit(id);
                        return java.util.Optional.of("Ada");
                    });
                }
                public java.util.Optional<Transcript> transcript() {
                    return java.util.Optional.of((conversation, after) -> {
                        Faults.commit(conversation.vendorId());
                        return java.util.List.of();
                    });
                }
                public java.util.Optional<AttachmentTransfer> attachments() {
                    return java.util.Optional.of(new AttachmentTransfer() {
                        public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
                            Faults.commit(file.name());
                            return new OutgoingAttachment("file", file.name(), file.mediaType(), file.size());
                        }
                        public Download open(ConversationRef conversation, String id) {
                            Faults.commit(conversation.vendorId());
                            return new Download("a.txt", "text/plain", -1, new java.io.InputStream() {
                                public int read() {
                                    Faults.commit(id);
                                    return -1;
                                }
                            });
                        }
                    });
                }
            };
            """;

    private FaultyPlugin() {}

    static PluginJarBuilder builder() {
        return new PluginJarBuilder().creating(PROVIDER).besides(FAULTS).leavingOut("Absent");
    }

    static void write(Path jar) throws IOException {
        builder().write(jar);
    }

    /** While it lasts, what is told to hang does. */
    static Spell spell() {
        System.setProperty(HANGS, "true");
        return () -> System.clearProperty(HANGS);
    }

    /** Whether a call hangs now. */
    static boolean hangs() {
        return hanging() > 0;
    }

    /** How many calls hang now. */
    static long hanging() {
        return Thread.getAllStackTraces().values().stream()
                .filter(trace -> Arrays.stream(trace)
                        .anyMatch(frame -> frame.getClassName().equals("acme.Faults")
                                && frame.getMethodName().equals("hang")))
                .count();
    }

    /** Closing it frees all that hangs. */
    interface Spell extends AutoCloseable {
        @Override
        void close();
    }
}
