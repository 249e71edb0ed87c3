package io.visavis.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom inside the gateway. */
@AnalyzeClasses(packages = "io.visavis.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.visavis.gateway";
    private static final String SPI = "io.visavis.spi";

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package with two names");

    @ArchTest
    static final ArchRule KERNEL = only("kernel", List.of(), "ids are the words everybody shares");

    @ArchTest
    static final ArchRule STORAGE = only("storage", List.of("kernel"), "it carries every feature and knows none");

    @ArchTest
    static final ArchRule PROBLEM =
            only("problem", List.of("kernel", "storage"), "every HTTP package uses it, so it may use none of them");

    @ArchTest
    static final ArchRule SCHEMA = only("schema", List.of("kernel"), "a schema is checked, whoever asks");

    @ArchTest
    static final ArchRule ACCESS =
            only("access", List.of("kernel", "storage", "problem"), "who is let in must not depend on what for");

    @ArchTest
    static final ArchRule CONVERSATION = only(
            "conversation",
            List.of("kernel", "storage"),
            "the log is the one truth: a vendor's words or a door's habits in it would bind all others");

    @ArchTest
    static final ArchRule PLUGIN = only(
            "plugin",
            List.of("kernel", "storage", "access", SPI),
            "a provider is hosted for its connection, whatever is said through it");

    @ArchTest
    static final ArchRule INBOX = only(
            "inbox",
            List.of("kernel", "storage", "access", "plugin", "conversation", SPI),
            "deliveries are worked off without HTTP, and the outbox is reached through ports of conversation");

    @ArchTest
    static final ArchRule OUTBOX = only(
            "outbox",
            List.of("kernel", "storage", "plugin", "conversation", SPI),
            "what a feature sends is the feature's business, what came in is the inbox's");

    @ArchTest
    static final ArchRule WEBHOOK = only(
            "webhook",
            List.of("kernel", "storage", "problem", "access", "plugin", "inbox", SPI),
            "the door stores and says yes; what a delivery means is found out behind it");

    @ArchTest
    static final ArchRule VIDEO = only(
            "video",
            List.of("kernel", "storage", "problem", "schema", "access", "plugin", "conversation", "outbox", "pages"),
            "calls stay the same whichever vendor the agent works at");

    @ArchTest
    static final ArchRule PAGES =
            only("pages", List.of("kernel", "access"), "a page's shell needs no feature to be served");

    @ArchTest
    static final ArchRule WIDGET = only(
            "widget",
            List.of(
                    "kernel",
                    "storage",
                    "problem",
                    "schema",
                    "access",
                    "plugin",
                    "conversation",
                    "outbox",
                    "video",
                    SPI),
            "a visitor's browser reads the log and asks by command; how a vendor's words come in is not its business");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_OPERATIONS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".operations..", ROOT + ".admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".operations..", ROOT + ".admin..")
            .because("they may read all, so that whoever used them would use all");

    @ArchTest
    static final ArchRule ONE_PLUGIN_HOST = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pf4j..")
            .because("only the plugin host knows by what plugins are loaded");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = fields().should()
            .notBeAnnotatedWith(Inject.class)
            .because("a constructor says what a class needs and lets a test give it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule MICRONAUT_STAYS_OUT_OF_THE_CORE = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".kernel..",
                    ROOT + ".storage..",
                    ROOT + ".conversation..",
                    ROOT + ".inbox..",
                    ROOT + ".outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micronaut.http..")
            .because("what is decided behind the doors must not know how a door is built");

    @ArchTest
    static final ArchRule NO_EMPTY_NAMES = classes()
            .that()
            .doNotHaveSimpleName("ProviderPluginManager") // A PluginManager of PF4J is called so.
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?)$")
            .because("a name says how a class differs from others, not that it is one");

    /** Nothing of ours but itself and {@code others}; libraries are free. */
    private static ArchRule only(String feature, List<String> others, String reason) {
        String[] allowed = Stream.concat(
                        Stream.of(ROOT + "." + feature + ".."),
                        others.stream().map(other -> (other.contains(".") ? other : ROOT + "." + other) + ".."))
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> oursButNotAllowed = JavaClass.Predicates.resideInAPackage("io.visavis..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .as("of ours outside " + Arrays.toString(allowed));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + feature + "..")
                .should()
                .dependOnClassesThat(oursButNotAllowed)
                .because(reason);
    }

    /** Not even in a comment: otherwise the next contact centre would mean a change here rather than one more jar. */
    @Test
    void theGatewayNamesNoVendor() throws IOException {
        for (String vendor : List.of("talkdesk", "8x8", "eightbyeight", "eight-by-eight")) {
            assertThat(sources().stream().filter(file -> text(file).contains(vendor)))
                    .as("sources with '%s'", vendor)
                    .isEmpty();
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String root :
                List.of("src/main/java", "src/main/resources", "widget-ui/src", "widget-ui/build", "widget-ui/types")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file ->
                                file.toString().matches(".*\\.(java|ts|css|html|sql|ya?ml|json|properties|xml|svg)"))
                        .forEach(sources::add);
            }
        }
        for (String ours : List.of("call", "commands", "events", "oauth", "widget")) {
            try (Stream<Path> files = Files.walk(Path.of("../schemas", ours))) {
                files.filter(file -> file.toString().endsWith(".schema.json")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
