package io.visavis.acceptance.bench;

import io.visavis.acceptance.harness.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** What a call into a plugin costs beside the plugin's own work; measured inside the gateway's module, in a JVM of its own. */
final class PluginLayerBench {
    private PluginLayerBench() {}

    static void run() throws IOException, InterruptedException {
        String classPath = Repository.file("gateway/target/test-classes")
                + File.pathSeparator
                + Repository.file("gateway/target/visavis-gateway.jar");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classPath,
                        "io.visavis.gateway.plugin.PluginCallSpeed")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the plugin layer's bench ended with status " + status);
        }
    }
}
