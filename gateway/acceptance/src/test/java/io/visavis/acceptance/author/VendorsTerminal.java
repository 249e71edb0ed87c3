package io.visavis.acceptance.author;

import io.visavis.acceptance.harness.Await;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal in which the template's desk plays the vendor: prints what visitors say, takes what the agent types. */
final class VendorsTerminal implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("setting 'address' (http\\S+)");

    private final Path log;
    private final Process process;
    private final BufferedWriter keys;

    VendorsTerminal(Path project, Path log, List<String> command) throws IOException {
        this.log = log;
        this.process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        this.keys = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Where it listens, once it says so. */
    String address() {
        return await("the vendor's address", ADDRESS).group(1);
    }

    void awaitLine(String line) {
        await(line, Pattern.compile("^" + Pattern.quote(line) + "$", Pattern.MULTILINE));
    }

    void awaitText(String text) {
        await(text, Pattern.compile(Pattern.quote(text)));
    }

    private Matcher await(String what, Pattern pattern) {
        return Await.until(what + " in " + log, Await.PATIENCE, () -> {
            String shown = Files.readString(log);
            if (!process.isAlive()) {
                throw new IllegalStateException("the vendor ended: " + shown);
            }
            return Optional.of(pattern.matcher(shown)).filter(Matcher::find);
        });
    }

    void type(String line) {
        try {
            keys.write(line);
            keys.newLine();
            keys.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its input is the end of the desk. */
    @Override
    public void close() throws IOException {
        keys.close();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
