package org.eventgateway.smc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.eventgateway.smc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoServerAndNoInjection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.inject..",
                    "jakarta.enterprise..",
                    "jakarta.servlet..",
                    "jakarta.ws.rs.ext.Provider",
                    "org.jboss..",
                    "org.glassfish..",
                    "io.openliberty..",
                    "org.eventgateway.engine..");

    @ArchTest
    static final ArchRule mapsWithoutKnowingTheNetwork = noClasses()
            .that()
            .resideInAnyPackage("..smc.mapping..", "..smc.row..", "..smc.list..", "..smc.quota..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "java.net..", "..smc.api..", "..smc.destination..", "..smc.settings..");
}
