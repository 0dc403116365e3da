package org.eventgateway.war;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design: shell → engine, smc, tracking-api → plugin-api, and servers only at the shell's edge. */
@AnalyzeClasses(packages = "org.eventgateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String SHELL = "org.eventgateway.war..";
    private static final String ENGINE = "org.eventgateway.engine..";
    private static final String SMC = "org.eventgateway.smc..";
    private static final String TRACKING_API = "org.eventgateway.trackingapi..";

    @ArchTest
    static final ArchRule nothingKnowsTheShell = noClasses()
            .that()
            .resideOutsideOfPackage(SHELL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SHELL);

    @ArchTest
    static final ArchRule theContractKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.eventgateway.plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SHELL, ENGINE, SMC, TRACKING_API);

    @ArchTest
    static final ArchRule theEngineKnowsNoPlugin = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SMC, TRACKING_API);

    @ArchTest
    static final ArchRule pluginsKnowNeitherTheEngineNorEachOther = noClasses()
            .that()
            .resideInAPackage(TRACKING_API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, SMC);

    @ArchTest
    static final ArchRule theShellDoesNotKnowSmc = noClasses()
            .that()
            .resideInAPackage(SHELL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SMC);

    @ArchTest
    static final ArchRule serversEndAtTheEdge = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.eventgateway.war",
                    "org.eventgateway.war.http..",
                    "org.eventgateway.war.door..",
                    "org.eventgateway.war.ops..",
                    "org.eventgateway.war.config..",
                    ENGINE,
                    "org.eventgateway.plugin..",
                    "org.eventgateway.trackingapi.parser..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "jakarta.inject..",
                    "jakarta.enterprise..",
                    "jakarta.servlet..",
                    "jakarta.annotation..");

    /** The program in the WAR runs without a server and without the WAR's libraries. */
    @ArchTest
    static final ArchRule theProgramNeedsTheJdkAlone = classes()
            .that()
            .resideInAPackage("org.eventgateway.command..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.eventgateway.command..");

    @ArchTest
    static final ArchRule noServerOfItsOwn = classes()
            .that()
            .resideInAPackage(SHELL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "org.eventgateway..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify..");
}
