package org.eventgateway.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.eventgateway.plugin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnTheJdkAndJsonOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.json..", "org.jspecify.annotations..", "org.eventgateway.plugin..");

    @ArchTest
    static final ArchRule eventsKnowNeitherDestinationsNorSources = noClasses()
            .that()
            .resideInAnyPackage("..plugin.event..", "..plugin.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..plugin.destination..", "..plugin.source..");
}
