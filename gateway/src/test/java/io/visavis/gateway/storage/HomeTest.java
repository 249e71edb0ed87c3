package io.visavis.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what is kept on disk. */
class HomeTest {
    @TempDir
    Path folder;

    @Test
    void theFolderAndTheSecretsInItAreTheOwnersAlone() throws IOException {
        Home home = new Home(folder.resolve("data"));

        assertThat(home.secretFile("key", () -> "secret")).isEqualTo("secret");
        assertThat(permissions(home.folder())).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("key"))).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatIsThereStaysAsItIs() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(permissions(new Home(folder).folder())).isEqualTo("rwxr-x---");
    }

    @Test
    void theDatabaseIsTheOwnersAloneFromTheStartAndFromNowOn() throws IOException, SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("below/gateway") + ";WRITE_DELAY=0";
        Path data = folder.resolve("below/gateway.mv.db");

        DatabaseAddress.keepPrivate(url);
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            statement.execute("create table kept (id bigint)");
        }

        assertThat(permissions(data)).isEqualTo("rw-------");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r--r--"));
        DatabaseAddress.keepPrivate(url);
        assertThat(permissions(data)).isEqualTo("rw-------");
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            assertThat(statement.executeQuery("select * from kept").next()).isFalse();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
