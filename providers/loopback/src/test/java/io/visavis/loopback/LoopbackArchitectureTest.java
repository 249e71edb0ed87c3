package io.visavis.loopback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the plugin may need: what its host lends it, and what lies in its own jar. */
@AnalyzeClasses(packages = "io.visavis.loopback", importOptions = ImportOption.DoNotIncludeTests.class)
class LoopbackArchitectureTest {

    @ArchTest
    static final ArchRule LENT_OR_ITS_OWN = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "org.pf4j..",
                    "io.visavis.spi..",
                    "io.visavis.loopback..",
                    "com.grack.nanojson..")
            .because("neither the gateway nor another provider is there when the plugin is loaded");

    @ArchTest
    static final ArchRule ONE_CLASS_IS_FOUND_BY_THE_HOST = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Factory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pf4j..")
            .because("who loads the plugin is the factory's concern alone");
}
