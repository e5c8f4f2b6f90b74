package dev.launchgate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GatePolicy;

/** Imports point one way, and what decides knows neither client nor framework. */
@AnalyzeClasses(packages = "dev.launchgate", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    private static final String[] PURE = {
        "dev.launchgate.api..",
        "dev.launchgate.status",
        "dev.launchgate.readiness",
        "dev.launchgate.gate",
        "dev.launchgate.check..",
        "dev.launchgate.probe",
        "dev.launchgate.cluster",
        "dev.launchgate.postmortem.capture",
        "dev.launchgate.postmortem.document",
        "dev.launchgate.postmortem.draft",
        "dev.launchgate.postmortem.graph"
    };

    @ArchTest
    static final ArchRule whatDecidesKnowsNoClientAndNoFramework = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.fabric8.kubernetes.client.informers..",
                    "io.fabric8.kubernetes.client.extended..",
                    "io.javaoperatorsdk..",
                    "io.quarkus..",
                    "jakarta..",
                    "io.micrometer..");

    @ArchTest
    static final ArchRule theApiStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.launchgate.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.launchgate.check..",
                    "dev.launchgate.checklist..",
                    "dev.launchgate.cluster..",
                    "dev.launchgate.config..",
                    "dev.launchgate.gate..",
                    "dev.launchgate.probe..",
                    "dev.launchgate.readiness..",
                    "dev.launchgate.status..");

    @ArchTest
    static final ArchRule checksKnowNoGate = noClasses()
            .that()
            .resideInAPackage("dev.launchgate.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.launchgate.gate..",
                    "dev.launchgate.checklist..",
                    "dev.launchgate.announce..",
                    "dev.launchgate.config..",
                    "dev.launchgate.probe.net..",
                    "dev.launchgate.cluster.kube..");

    @ArchTest
    static final ArchRule theGateKnowsNoCheck = noClasses()
            .that()
            .resideInAPackage("dev.launchgate.gate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.launchgate.check..",
                    "dev.launchgate.checklist..",
                    "dev.launchgate.announce..",
                    "dev.launchgate.probe..",
                    "dev.launchgate.config..");

    @ArchTest
    static final ArchRule onlyConfigWires = noClasses()
            .that()
            .resideOutsideOfPackage("dev.launchgate.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "dev.launchgate.config..");

    @ArchTest
    static final ArchRule theFrameworkIsKnownAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackage("dev.launchgate.config..")
            .and()
            .haveNameNotMatching(
                    "dev\\.launchgate\\.(checklist\\.(LaunchChecklistReconciler|Wakeups|EndlessRetry|StatusWrite)|postmortem\\.Postmortem(Reconciler|Wakeups))(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    /** One place knows the expression library, and bounds what it is let to do. */
    @ArchTest
    static final ArchRule expressionsAreEvaluatedInOnePlace = noClasses()
            .that()
            .haveNameNotMatching("dev\\.launchgate\\.check\\.Cel.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..");

    /** Opening is possible in one place: whoever makes a Resume is part of the policy. */
    @ArchTest
    static final ArchRule onlyThePolicyMakesARelease = noClasses()
            .that()
            .resideOutsideOfPackage(GatePolicy.class.getPackageName())
            .should()
            .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                    GateMove.Resume.class))));
}
