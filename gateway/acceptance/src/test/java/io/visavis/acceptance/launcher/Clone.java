package io.visavis.acceptance.launcher;

import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A clone with the real launcher and little else. Its Maven writes a line for each build into {@code builds} and makes the jars;
 * its Java writes a line for each start into {@code starts} and goes on until it is told to stop.
 */
final class Clone {
    private static final String MAVEN = """
        #!/usr/bin/env bash
        echo built >>builds
        echo '[INFO] Building Visavis provider SPI 1.0.0-SNAPSHOT                    [2/7]'
        if [ -f fails ]; then cat fails; exit 1; fi
        mkdir -p gateway/target providers/sandbox/target
        touch gateway/target/visavis-gateway.jar providers/sandbox/target/visavis-sandbox.jar
        if [ -f edited-meanwhile ]; then echo more >>gateway/src/Main.java; rm edited-meanwhile; fi
        if [ -f goes-on ]; then exec tail -f /dev/null; fi
        """;
    private static final String JAVA = """
        #!/usr/bin/env bash
        for argument; do
          case $argument in
            -XshowSettings:properties) echo "    java.specification.version = VERSION"; exit ;;
            -XX:AOTCacheOutput=*) touch "${argument#*=}" ;;
            --rehearse) exit 0 ;;
          esac
        done
        echo "$$ home=$VISAVIS_HOME port=$VISAVIS_PORT plugins=$VISAVIS_PLUGINS $*" >>starts
        echo 'Startup completed. Server Running: http://localhost:1'
        exec -a "java $*" tail -f /dev/null
        """;

    private final Path folder;
    private final Path jdk;

    Clone(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        script(launcher(), Files.readString(Repository.file("visavis")));
        script(folder.resolve("mvnw"), MAVEN);
        for (String source : List.of("pom.xml", ".mvn/jvm.config", "schemas/a.json", "providers/pom.xml")) {
            write(source, "");
        }
        write("gateway/src/Main.java", "one\n");
        write("gateway/src/Gone.java", "two\n");
        this.jdk = jdk(folder.resolve("jdk"), "25");
    }

    Path folder() {
        return folder;
    }

    Path jdk() {
        return jdk;
    }

    Path launcher() {
        return folder.resolve("visavis");
    }

    /** A Java of this version. */
    static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), JAVA.replace("VERSION", version));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Lines of a file that the played programs write; none when it is not there. */
    List<String> lines(String path) throws IOException {
        Path file = folder.resolve(path);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    int builds() throws IOException {
        return lines("builds").size();
    }

    /** Another launcher, by these lines at its end. */
    void edited(String lines) throws IOException {
        script(launcher(), Files.readString(launcher()) + lines);
    }

    /**
     * Written by a process of its own, which starts none. Of a file that this one has open, whatever is started in the same
     * moment has a copy, and a script that anybody may still write to does not run: "Text file busy".
     */
    private static void script(Path file, String text) throws IOException {
        Process writer = new ProcessBuilder("tee", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer words = writer.outputWriter()) {
            words.write(text);
        }
        if (writer.onExit().join().exitValue() != 0) {
            throw new IOException("cannot write " + file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + file + " executable");
        }
    }
}
