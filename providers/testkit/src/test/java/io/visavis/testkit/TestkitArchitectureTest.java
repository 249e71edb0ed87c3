package io.visavis.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What an author's tests must bring along: what they have anyway. */
@AnalyzeClasses(packages = "io.visavis.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class TestkitArchitectureTest {

    @ArchTest
    static final ArchRule THE_SPI_AND_WHAT_TESTS_ARE_WRITTEN_WITH = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "org.jspecify.annotations..",
                    "org.junit..",
                    "org.opentest4j..",
                    "org.assertj.core..",
                    "io.visavis.spi..",
                    "io.visavis.testkit..")
            .because("the contract holds for any provider, whatever else its author uses");
}
