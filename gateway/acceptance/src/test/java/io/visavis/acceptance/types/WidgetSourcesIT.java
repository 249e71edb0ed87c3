package io.visavis.acceptance.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Repository;
import io.visavis.acceptance.types.Node.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway/widget-ui} as the TypeScript compiler and its own unit tests see it. */
class WidgetSourcesIT {

    private final Path sources = Repository.file("gateway/widget-ui");
    private final Node node = new Node(Repository.artifacts("typescript"));

    @Test
    void everyTypeFits() {
        Outcome outcome = node.compile(sources, List.of("--noEmit", "-p", "."));
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void theCheckCanFail(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("wrong.ts"), "export const text: string = 7;\n");
        assertThat(node.compile(folder, List.of("--noEmit", "--strict", "wrong.ts"))
                        .status())
                .isNotZero();
    }

    @Test
    void theRulesWithoutABrowserHold(@TempDir Path built) throws IOException {
        Outcome compiled = node.compile(sources, List.of("-p", "tsconfig.test.json", "--outDir", built.toString()));
        assertThat(compiled.output()).isEmpty();
        List<String> tests;
        try (Stream<Path> files = Files.walk(built.resolve("test"))) {
            tests = files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
        assertThat(tests).isNotEmpty();
        List<String> arguments =
                Stream.concat(Stream.of("--test"), tests.stream()).toList();
        Outcome outcome = node.run(built, arguments);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("fail 0").doesNotContain("tests 0");
    }
}
