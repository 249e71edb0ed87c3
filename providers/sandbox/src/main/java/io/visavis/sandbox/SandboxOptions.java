package io.visavis.sandbox;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line, each option also as an environment variable.
 *
 * @param bind address to listen on ({@code --bind}, {@code SANDBOX_BIND})
 * @param port {@code --port}, {@code SANDBOX_PORT}
 * @param gatewayUrl {@code --gateway}, {@code GATEWAY_URL}
 * @param publicUrl where browsers and the gateway reach this sandbox ({@code --public-url}, {@code SANDBOX_PUBLIC_URL})
 * @param home folder of {@code demo.json} and {@code admin-password} ({@code --home}, {@code VISAVIS_HOME})
 * @param demo set the gateway up for the demo ({@code --demo})
 * @param rehearse hold one chat through the gateway, then stop ({@code --rehearse}, with {@code --demo})
 * @param clientId credentials at the gateway ({@code GATEWAY_CLIENT_ID}, {@code GATEWAY_CLIENT_SECRET})
 * @param applicationId for the room facade ({@code GATEWAY_APPLICATION_ID})
 */
record SandboxOptions(
        String bind,
        int port,
        String gatewayUrl,
        @Nullable String publicUrl,
        Path home,
        boolean demo,
        boolean rehearse,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String applicationId) {

    static final String USAGE = """
            Usage: java -jar visavis-sandbox.jar [options]
              --port N           port to listen on (8090)
              --bind ADDRESS     address to listen on (127.0.0.1)
              --gateway URL      where the gateway is (http://localhost:8080)
              --public-url URL   where browsers and the gateway reach the sandbox (http://localhost:PORT)
              --home DIR         folder of demo.json and admin-password (./data)
              --demo             create the demo application at the gateway and write DIR/demo.json
              --rehearse         with --demo: hold one chat through the gateway, then stop; status 1 if that failed
            """;

    /** @throws IllegalArgumentException in words for the user */
    static SandboxOptions parse(String[] args, Map<String, String> environment) {
        var bind = environment.getOrDefault("SANDBOX_BIND", "127.0.0.1");
        var port = environment.getOrDefault("SANDBOX_PORT", "8090");
        var gateway = environment.getOrDefault("GATEWAY_URL", "http://localhost:8080");
        var publicUrl = environment.get("SANDBOX_PUBLIC_URL");
        var home = environment.getOrDefault("VISAVIS_HOME", "./data");
        boolean demo = false;
        boolean rehearse = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--demo" -> demo = true;
                case "--rehearse" -> rehearse = true;
                case "--port" -> port = value(args, ++i);
                case "--bind" -> bind = value(args, ++i);
                case "--gateway" -> gateway = value(args, ++i);
                case "--public-url" -> publicUrl = value(args, ++i);
                case "--home" -> home = value(args, ++i);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("the port must be a number up to 65535, not " + port);
        }
        if (rehearse && !demo) {
            throw new IllegalArgumentException("--rehearse needs --demo");
        }
        return new SandboxOptions(
                bind,
                Integer.parseInt(port),
                gateway.replaceAll("/+$", ""),
                publicUrl,
                Path.of(home),
                demo,
                rehearse,
                environment.get("GATEWAY_CLIENT_ID"),
                environment.get("GATEWAY_CLIENT_SECRET"),
                environment.get("GATEWAY_APPLICATION_ID"));
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
