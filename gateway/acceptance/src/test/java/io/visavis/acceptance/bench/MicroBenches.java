package io.visavis.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The modules' JMH benchmarks, each module's in a JVM of its own: what one call costs, or how many one core does a second. */
final class MicroBenches {
    /** JMH 1.37 still lays out its objects the old way, and JDK 25 says so each time. */
    private static final String QUIETLY = "--sun-misc-unsafe-memory-access=allow";

    /** Three warm-ups and five measurements of two seconds each, in one fork. */
    private static final List<String> PACE = List.of("-wi", "3", "-w", "2", "-i", "5", "-r", "2", "-f", "1");

    private static final String JMH = System.getProperty("java.class.path");

    /** A call through the layer in front of plugins; whole deliveries on one thread, which is one core. */
    private static final Map<String, Aim> AIMS = Map.of(
            "PluginCall, dedupKey", Aim.under(10, "us"),
            "PluginCall, translate", Aim.under(10, "us"),
            "PluginCall, send", Aim.under(10, "us"),
            "Delivery, signatureKeySchemaTranslate", Aim.over(10_000, "/s"),
            "Translate, keySchemaTranslate", Aim.over(10_000, "/s"));

    private MicroBenches() {}

    static void run() throws IOException, InterruptedException {
        run("gateway", Repository.file("gateway/target/visavis-gateway.jar"));
        run("providers/talkdesk", Repository.file("plugins/talkdesk.jar"));
        run("providers/eightbyeight", Repository.file("plugins/8x8.jar"));
    }

    private static void run(String module, Path jar) throws IOException, InterruptedException {
        Path results = Files.createTempFile("visavis-bench", ".json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                String.join(
                        File.pathSeparator,
                        Repository.file(module + "/target/test-classes").toString(),
                        jar.toString(),
                        Repository.file("gateway/target/visavis-gateway.jar").toString(),
                        JMH),
                QUIETLY,
                "org.openjdk.jmh.Main",
                "-jvmArgsAppend",
                QUIETLY,
                "-v",
                "SILENT",
                "-rf",
                "json",
                "-rff",
                results.toString()));
        command.addAll(PACE);
        int status = new ProcessBuilder(command)
                .directory(Repository.file(module).toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the benchmarks of " + module + " ended with status " + status);
        }
        Json.parse(Files.readString(results)).forEach(MicroBenches::print);
        Files.delete(results);
    }

    private static void print(JsonNode measured) {
        String name = measured.path("benchmark").asText().replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1, ");
        JsonNode metric = measured.path("primaryMetric");
        double score = metric.path("score").asDouble();
        Aim aim = AIMS.get(name);
        System.out.printf(
                Locale.ROOT,
                "%-40s %,.1f ± %,.1f %s%s%n",
                name,
                score,
                metric.path("scoreError").asDouble(),
                metric.path("scoreUnit").asText(),
                aim == null ? "" : aim.judge(score));
    }
}
