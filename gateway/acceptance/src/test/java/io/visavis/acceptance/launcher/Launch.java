package io.visavis.acceptance.launcher;

import io.visavis.acceptance.harness.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as it runs, or as it ran. Its words go to a file, so that nothing waits for a reader. */
final class Launch implements AutoCloseable {
    private static final Duration PATIENCE = Await.PATIENCE;

    private final Process process;
    private final Path words;

    private Launch(Process process, Path words) {
        this.process = process;
        this.words = words;
    }

    /** Starts it in {@code folder}; an empty value takes a variable out of the environment. */
    static Launch start(Path folder, Map<String, String> environment, List<String> command, Path words)
            throws IOException {
        // As in a terminal: a process that was started in the background would never hear of Ctrl-C.
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT"));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        Map<String, String> inherited = new HashMap<>(builder.environment());
        inherited.keySet().stream().filter(name -> name.startsWith("VISAVIS_")).forEach(builder.environment()::remove);
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return new Launch(builder.start(), words);
    }

    /** Waits for its end. */
    Launch ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the launcher goes on and on:\n" + words());
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String words() {
        try {
            return Files.readString(words);
        } catch (IOException e) {
            return "(none: " + e.getMessage() + ")";
        }
    }

    void signal(String name) throws IOException {
        signal(process.pid(), name);
    }

    static void signal(long pid, String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    static void awaitGone(long pid) {
        Await.untilTrue("process " + pid + " is gone", PATIENCE, () -> !alive(pid));
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
