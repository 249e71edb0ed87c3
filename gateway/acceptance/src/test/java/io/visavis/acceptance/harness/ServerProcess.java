package io.visavis.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of ours under test; its output goes to a file that is shown when something fails. */
public final class ServerProcess implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * With the options that the launcher gives this JVM: with others it would refuse what the rehearsal taught, and a
     * measurement would be of something that nobody runs.
     *
     * @param jvmOptions the file that has them
     * @param options more of them
     */
    static ServerProcess start(
            String name,
            Path log,
            Map<String, String> environment,
            String jvmOptions,
            List<String> options,
            List<String> arguments) {
        Repository.file(jvmOptions);
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "@" + jvmOptions));
        command.addAll(options);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Repository.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Arguments that start a jar as the launcher does: with what its rehearsal taught, if there was one, and by relative
     * paths, because the JVM compares them with those of the rehearsal.
     */
    static List<String> remembered(String memory, String jar, String... arguments) {
        Repository.file(jar);
        List<String> all = new ArrayList<>();
        if (Files.exists(Repository.root().resolve(memory))) {
            all.add("-XX:AOTCache=" + memory);
        }
        all.addAll(List.of("-jar", jar));
        all.addAll(List.of(arguments));
        return all;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits until it has gone by itself, for example at a named crash point; its exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not stop\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The end of its log. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** SIGTERM, then SIGKILL. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
