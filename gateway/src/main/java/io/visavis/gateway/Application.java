package io.visavis.gateway;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. */
public final class Application extends Micronaut {

    private Application() {}

    /** Ends the process with status 1, and one line of why, when the gateway cannot start. */
    public static void main(String[] args) {
        new Application().args(args).mainClass(Application.class).banner(false).start();
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        StartFailure.sentence(exception).ifPresent(sentence -> {
            // Made here: whoever starts the gateway in a process of its own has no use for it before.
            Logger log = LoggerFactory.getLogger(Application.class);
            log.error("The gateway does not start. {}", sentence);
            log.debug("It ended here.", exception);
            System.exit(1);
        });
        super.handleStartupException(environment, exception);
    }
}
