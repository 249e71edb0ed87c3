package io.visavis.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a provider must bring along to be compiled: as good as nothing. */
@AnalyzeClasses(packages = "io.visavis.spi", importOptions = ImportOption.DoNotIncludeTests.class)
class SpiArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "org.pf4j..", "io.visavis.spi..")
            .because("each library here would force its version on every plugin");

    @ArchTest
    static final ArchRule ONE_MARKER_OF_PF4J = noClasses()
            .that()
            .doNotHaveSimpleName("ProviderFactory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pf4j..")
            .because("a plugin is found by its factory, and is otherwise not bound to who loads it");

    @ArchTest
    static final ArchRule THE_ONE_MARKER_IS_EXTENSION_POINT = classes()
            .that()
            .haveSimpleName("ProviderFactory")
            .should()
            .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("org.pf4j..")
                    .or(JavaClass.Predicates.simpleName("ExtensionPoint")))
            .because("the marker is all that PF4J needs");
}
