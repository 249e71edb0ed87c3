package io.visavis.acceptance.types;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The Node that Playwright's driver brings along, and the TypeScript compiler from its jar: nobody has to install either. */
final class Node {
    private static final String COMPILER = "META-INF/resources/webjars/typescript/";

    /** What a program printed, and how it ended. */
    record Outcome(int status, String output) {}

    private final Path executable;
    private final Path compiler;

    /** Unpacks the compiler under {@code scratch} unless it lies there already. */
    Node(Path scratch) {
        Map<String, String> noBrowsers = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        this.executable = Path.of(Driver.ensureDriverInstalled(noBrowsers, false)
                .createProcessBuilder()
                .command()
                .getFirst());
        this.compiler = unpack(scratch).resolve("lib/tsc.js");
    }

    Outcome compile(Path folder, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(compiler.toString()));
        all.addAll(arguments);
        return run(folder, all);
    }

    Outcome run(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack(Path scratch) {
        var found = Node.class.getClassLoader().getResource(COMPILER);
        if (found == null) {
            throw new IllegalStateException("the TypeScript jar is not on the class path");
        }
        String address = found.getPath();
        Path jar = Path.of(java.net.URI.create(address.substring(0, address.indexOf('!'))));
        try (JarFile file = new JarFile(jar.toFile())) {
            String version = file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches(COMPILER + "[^/]+/"))
                    .findFirst()
                    .orElseThrow()
                    .substring(COMPILER.length());
            Path home = scratch.resolve("typescript-" + version);
            for (JarEntry entry :
                    file.stream().filter(one -> wanted(one, version)).toList()) {
                Path target = home.resolve(entry.getName().substring((COMPILER + version).length()));
                if (Files.notExists(target)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file.getInputStream(entry), target);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command-line compiler and the descriptions of the standard library; not the editors' language service. */
    private static boolean wanted(JarEntry entry, String version) {
        String name = entry.getName();
        String lib = COMPILER + version + "lib/";
        return name.equals(COMPILER + version + "package.json")
                || name.equals(lib + "tsc.js")
                || name.equals(lib + "_tsc.js")
                || (name.startsWith(lib + "lib.") && name.endsWith(".d.ts"));
    }
}
