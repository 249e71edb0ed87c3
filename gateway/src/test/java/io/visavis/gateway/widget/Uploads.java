package io.visavis.gateway.widget;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConversationId;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/** Files of visitors, for tests of other packages. */
public final class Uploads {

    private Uploads() {}

    /** Keeps a text file as an upload of the visitor; where it lies. */
    public static Path store(EngineFixture engine, ConversationId id, String text) {
        return engine.get(VisitorFiles.class)
                .store(id, "note.txt", "text/plain", new ByteArrayInputStream(text.getBytes(UTF_8)))
                .content();
    }
}
