package io.visavis.gateway;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. */
public final class Application {
    private static final String LOG_LEVEL = "VISAVIS_LOG";

    private Application() {}

    /** Ends the process with status 1, and one line of why, when the gateway cannot start. */
    public static void main(String[] args) {
        String level = System.getenv(LOG_LEVEL);
        if (level != null && !SettingShape.isLevel(level)) {
            // Logback takes a word that it does not know for DEBUG, and the line of why would be lost among others.
            System.setProperty(LOG_LEVEL, "INFO");
        }
        new Start().args(args).mainClass(Application.class).banner(false).start();
    }

    /** A class of its own: the framework's begins to log as soon as it is loaded. */
    private static final class Start extends Micronaut {
        private static final Logger LOG = LoggerFactory.getLogger(Application.class);

        @Override
        protected void handleStartupException(Environment environment, Throwable exception) {
            StartFailure.sentence(exception).ifPresent(sentence -> {
                LOG.error("The gateway does not start. {}", sentence);
                LOG.debug("It ended here.", exception);
                System.exit(1);
            });
            super.handleStartupException(environment, exception);
        }
    }
}
