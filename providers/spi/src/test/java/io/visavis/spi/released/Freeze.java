package io.visavis.spi.released;

import io.visavis.spi.SpiVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A step of a release, and no test: puts what this version offers into {@code released/}. See {@code providers/RELEASING.md}. */
public final class Freeze {

    private Freeze() {}

    public static void main(String[] arguments) throws IOException, URISyntaxException {
        // Maven runs this in the folder of whoever called it.
        Path module = Path.of(Freeze.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("../..")
                .normalize();
        Path frozen = freeze(
                module.resolve("target/classes"),
                module.resolveSibling("loopback").resolve("target/loopback.jar"),
                module.resolve("released").resolve(SpiVersion.CURRENT));
        System.out.println("Frozen in " + frozen);
    }

    /**
     * Writes {@code api.txt} and {@code loopback.jar}.
     *
     * @param folder the version's, not there yet: what was released never changes
     * @return that folder
     */
    static Path freeze(Path classes, Path loopback, Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new IllegalStateException(folder + " is there: that version is released, and stays as it is");
        }
        if (!Files.exists(loopback)) {
            throw new IllegalStateException(
                    loopback + " is missing; build it first: ./mvnw -pl providers/loopback -am package -DskipTests");
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("api.txt"), ApiShape.written(ApiShape.of(classes)));
        Files.copy(loopback, folder.resolve("loopback.jar"));
        return folder;
    }
}
