package io.visavis.sandbox;

import io.visavis.sandbox.demo.DemoSetup;
import io.visavis.sandbox.demo.Rehearsal;
import io.visavis.sandbox.settings.GatewaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

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
        if (options.demo()) {
            try {
                playDemo(options, sandbox);
            } catch (IOException e) {
                System.err.println("The demo could not be set up: " + e.getMessage());
                System.exit(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                System.exit(1);
            }
        }
    }

    private static void playDemo(SandboxOptions options, Sandbox sandbox) throws IOException, InterruptedException {
        var publicUrl = options.publicUrl() == null ? "http://localhost:" + sandbox.port() : options.publicUrl();
        var place = new DemoSetup.Place(options.gatewayUrl(), publicUrl, options.home());
        var account = sandbox.talkdesk().account();
        var known = new DemoSetup(
                        place, account, sandbox.eightByEight().account(), System.getenv("VISAVIS_ADMIN_PASSWORD"))
                .run();
        sandbox.useGateway(new GatewaySettings(
                        null, null, null, known.clientId(), known.clientSecret(), known.applicationId(), null)
                .over(GatewaySettings.at(options.gatewayUrl())));
        if (known.eightByEightWebhook() != null) {
            sandbox.eightByEight().deliverTo(known.eightByEightWebhook());
        }
        if (options.rehearse()) {
            new Rehearsal(options.gatewayUrl(), publicUrl)
                    .run(new Rehearsal.Chat(
                            known.applicationId(),
                            "talkdesk-digital-connect",
                            Map.of("dc-touchpoint-id", account.touchpointId())));
            System.out.println("Rehearsed a chat from the queue to its end.");
            System.exit(0);
        }
        printWhereToGo(place);
    }

    private static void printWhereToGo(DemoSetup.Place place) {
        var addresses = DemoSetup.addresses(place);
        System.out.println();
        System.out.println("  Visavis is ready.");
        System.out.println();
        System.out.println("    Demo site     " + addresses.get("demoSiteUrl"));
        System.out.println("    Agent's desk  " + addresses.get("agentDeskUrl"));
        System.out.println("    Console       " + addresses.get("consoleUrl"));
        System.out.println();
        System.out.println(
                "  Administrator   admin, password in " + place.home().resolve("admin-password"));
        System.out.println("  Stop            Ctrl-C; started again, it knows all this still");
        System.out.println("  Start afresh    stop, then delete " + place.home());
        System.out.println();
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
