package org.eventgateway.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.eventgateway.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.servlet..",
                    "jakarta.annotation..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule knowsNoPlugin = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eventgateway.smc..", "org.eventgateway.trackingapi..");

    @ArchTest
    static final ArchRule theLogKnowsNobodyWhoUsesIt = noClasses()
            .that()
            .resideInAPackage("..engine.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.eventgateway.engine",
                    "..engine.delivery..",
                    "..engine.intake..",
                    "..engine.connection..",
                    "..engine.route..",
                    "..engine.plugins..");

    @ArchTest
    static final ArchRule onlyTheLogKnowsSql = classes()
            .that()
            .resideOutsideOfPackage("..engine.log..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule deliveryKnowsNeitherIntakeNorRoutes = noClasses()
            .that()
            .resideInAPackage("..engine.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..engine.intake..", "..engine.route..", "..engine.connection..", "..engine.plugins..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.eventgateway.engine.(*)..").should().beFreeOfCycles();
}
