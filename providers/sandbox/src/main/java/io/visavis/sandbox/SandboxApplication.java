package io.visavis.sandbox;

import io.visavis.sandbox.settings.GatewaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code java -jar visavis-sandbox.jar}. Runs until it is told to stop. */
public final class SandboxApplication {

    private SandboxApplication() {}

    public static void main(String[] args) throws IOException {
        SandboxOptions options;
        try {
            options = SandboxOptions.parse(args, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + SandboxOptions.USAGE);
            System.exit(2);
            return;
        }
        var sandbox = new Sandbox(options.bind(), options.port(), gateway(options));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox), "sandbox-stop"));
        System.out.println("Visavis sandbox listens on http://" + options.bind() + ":" + sandbox.port());
    }

    private static GatewaySettings gateway(SandboxOptions options) {
        var own = new GatewaySettings(
                null, null, null, options.clientId(), options.clientSecret(), options.applicationId(), null);
        return own.over(GatewaySettings.at(options.gatewayUrl()));
    }

    private static void close(Sandbox sandbox) {
        try {
            sandbox.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
