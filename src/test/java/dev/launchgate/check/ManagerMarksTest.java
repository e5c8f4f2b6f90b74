package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks of configuration management, and what their managers say of themselves. */
class ManagerMarksTest {
    private static final String OBJECT = "ConfigMap ml-db (volume config)";
    private static final Judgement PROVEN = Judgement.pass("settings of ml-scoring");
    private static final String ARGO = "annotations: {argocd.argoproj.io/tracking-id: '%s'}";
    private static final String OWN = "ml-app:/ConfigMap:ml/ml-db";
    private static final String KUSTOMIZE =
            "labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: ml}";
    private static final String READY = "conditions: [{type: Ready, status: 'True', observedGeneration: 3}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # metadata                                                                                          | who
            labels: {app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-name: ml}          | Helm release ml
            labels: {app.kubernetes.io/managed-by: Helm}                                                        |
            annotations: {meta.helm.sh/release-name: ml}                                                        |
            labels: {app.kubernetes.io/managed-by: Tiller}, annotations: {meta.helm.sh/release-name: ml}        |
            labels: {team: ml}                                                                                  | label team=ml
            labels: {team: other}                                                                               |
            labels: {app.kubernetes.io/instance: ml}                                                            |
            annotations: {argocd.argoproj.io/tracking-id: 'ml-app:/ConfigMap:ml/ml-db'}                         | Application ml-app
            annotations: {argocd.argoproj.io/tracking-id: 'ml-app:/ConfigMap:staging/ml-db'}                    |
            annotations: {argocd.argoproj.io/tracking-id: 'ml-app:/ConfigMap:ml/other'}                         |
            annotations: {argocd.argoproj.io/tracking-id: 'ml-app:/Secret:ml/ml-db'}                            |
            annotations: {argocd.argoproj.io/tracking-id: ':/ConfigMap:ml/ml-db'}                               |
            annotations: {argocd.argoproj.io/tracking-id: ml-app}                                               |
            ownerReferences: [{apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, name: db}]        | ExternalSecret db
            ownerReferences: [{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, name: db}]                 | SealedSecret db
            ownerReferences: [{apiVersion: example.com/v1, kind: SealedSecret, name: db}]                       |
            ownerReferences: [{apiVersion: external-secrets.io.evil/v1, kind: ExternalSecret, name: db}]        |
            """)
    void aMarkIsAClaim(String metadata, String who) {
        Judgement judgement = judge("managerLabels: {team: ml}", with(metadata));
        assertThat(judgement)
                .isEqualTo(
                        who == null
                                ? Judgement.fail(
                                        Reason.NotManaged,
                                        OBJECT
                                                + " carries no mark of ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets and 1 more;"
                                                + " add it to configuration management")
                                : claimed(who));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ArgoCD          | annotations: {argocd.argoproj.io/tracking-id: 'ml-app:/ConfigMap:ml/ml-db'}
            Flux            | labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: far}
            Flux            | labels: {helm.toolkit.fluxcd.io/name: apps, helm.toolkit.fluxcd.io/namespace: far}
            Helm            | labels: {app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-name: ml}
            ExternalSecrets | ownerReferences: [{apiVersion: external-secrets.io/v1, kind: ExternalSecret, name: db}]
            SealedSecrets   | ownerReferences: [{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, name: db}]
            """)
    void onlyMarksOfTheListedManagersCount(String manager, String metadata) {
        FakeFacts facts = with(metadata).unshared("far");
        assertThat(judge("managers: [%s]".formatted(manager), facts).reason()).isEqualTo(Reason.DeclaredOnly);
        String others = "ArgoCD, Flux, Helm, ExternalSecrets, SealedSecrets".replaceFirst("(, )?" + manager, "");
        assertThat(judge("managers: [%s]".formatted(others.replaceFirst("^, ", "")), facts)
                        .reason())
                .isEqualTo(Reason.NotManaged);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # status                      | verdict | reason
            {sync: {status: Synced}}      | Pass    | AsExpected
            {sync: {status: OutOfSync}}   | Fail    | ManagerNotSynced
            {sync: {status: Unknown}}     | Unknown | StatusOutdated
            {}                            | Unknown | StatusOutdated
            """)
    void anApplicationThatCanBeReadMustBeSynced(String status, Verdict verdict, Reason reason) {
        FakeFacts facts = with(ARGO.formatted(OWN))
                .argoCd("argocd", null)
                .with(ResourceKind.APPLICATION, "metadata: {name: ml-app, namespace: argocd}\nstatus: " + status);
        assertThat(judge("", facts))
                .extracting(Judgement::verdict, Judgement::reason)
                .containsExactly(verdict, reason);
    }

    @Test
    void anApplicationOutOfStepIsNamedWithWhatItManages() {
        FakeFacts facts = with(ARGO.formatted(OWN))
                .argoCd("argocd", null)
                .with(
                        ResourceKind.APPLICATION,
                        "metadata: {name: ml-app, namespace: argocd}\nstatus: {sync: {status: OutOfSync}}");
        assertThat(judge("", facts))
                .isEqualTo(Judgement.fail(
                        Reason.ManagerNotSynced,
                        "Application argocd/ml-app, which manages " + OBJECT
                                + ": expected Synced, saw OutOfSync; sync it"));
    }

    @Test
    void anApplicationThatIsGoneManagesNothing() {
        assertThat(judge("", with(ARGO.formatted(OWN)).argoCd("argocd", null)))
                .isEqualTo(Judgement.fail(
                        Reason.ManagerNotSynced,
                        "Application argocd/ml-app, which is said to manage " + OBJECT
                                + ", not found; add it to configuration management"));
    }

    @Test
    void anApplicationElsewhereIsNamedWithItsNamespace() {
        FakeFacts facts = with(ARGO.formatted("teams_" + OWN))
                .argoCd("argocd", null)
                .with(
                        ResourceKind.APPLICATION,
                        "metadata: {name: ml-app, namespace: teams}\nstatus: {sync: {status: Synced}}");
        assertThat(judge("", facts)).isEqualTo(PROVEN);
    }

    @Test
    void theInstanceLabelCountsWhereTheAdministratorSaysSo() {
        FakeFacts facts =
                with("labels: {app.kubernetes.io/instance: ml-app}").argoCd(null, "app.kubernetes.io/instance");
        assertThat(judge("", facts)).isEqualTo(claimed("Application ml-app"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # condition                                                                       | verdict | reason
            [{type: Ready, status: 'True', observedGeneration: 3}]                            | Pass    | AsExpected
            [{type: Ready, status: 'True', observedGeneration: 2}]                            | Unknown | StatusOutdated
            [{type: Ready, status: 'False', reason: BuildFailed, observedGeneration: 3}]      | Fail    | ManagerNotSynced
            [{type: Ready, status: Unknown, reason: Progressing, observedGeneration: 3}]      | Unknown | StatusOutdated
            []                                                                                | Unknown | StatusOutdated
            """)
    void aKustomizationOrReleaseThatCanBeReadMustBeReady(String conditions, Verdict verdict, Reason reason) {
        String manager =
                "metadata: {name: apps, namespace: ml, generation: 3}\nstatus: {conditions: %s}".formatted(conditions);
        for (ResourceKind kind : new ResourceKind[] {ResourceKind.KUSTOMIZATION, ResourceKind.HELM_RELEASE}) {
            FakeFacts facts = with(kind.equals(ResourceKind.KUSTOMIZATION)
                            ? KUSTOMIZE
                            : "labels: {helm.toolkit.fluxcd.io/name: apps, helm.toolkit.fluxcd.io/namespace: ml}")
                    .with(kind, manager);
            assertThat(judge("", facts))
                    .extracting(Judgement::verdict, Judgement::reason)
                    .containsExactly(verdict, reason);
        }
    }

    @Test
    void aKustomizationMustListWhatIsMarkedAsItsOwn() {
        String entries = "inventory: {entries: [{id: ml_%s__ConfigMap, v: v1}]}";
        String manager = "metadata: {name: apps, namespace: ml, generation: 3}\nstatus: {%s, %s}";
        assertThat(judge(
                        "",
                        with(KUSTOMIZE)
                                .with(
                                        ResourceKind.KUSTOMIZATION,
                                        manager.formatted(READY, entries.formatted("ml-db")))))
                .isEqualTo(PROVEN);
        assertThat(judge(
                        "",
                        with(KUSTOMIZE)
                                .with(
                                        ResourceKind.KUSTOMIZATION,
                                        manager.formatted(READY, entries.formatted("other")))))
                .isEqualTo(Judgement.fail(
                        Reason.ManagerNotSynced,
                        OBJECT
                                + " is marked as managed by Kustomization ml/apps, which does not list it; add it to configuration"
                                + " management"));
    }

    @Test
    void aManagerThatMayNotBeReadLeavesAClaim() {
        assertThat(judge(
                        "",
                        with(KUSTOMIZE)
                                .obstacle(
                                        ResourceKind.KUSTOMIZATION,
                                        Obstacle.forbidden(ResourceKind.KUSTOMIZATION, "ml"))))
                .isEqualTo(claimed("Kustomization ml/apps"));
        assertThat(judge(
                        "",
                        with(KUSTOMIZE)
                                .obstacle(
                                        ResourceKind.KUSTOMIZATION, Obstacle.notInstalled(ResourceKind.KUSTOMIZATION))))
                .isEqualTo(claimed("Kustomization ml/apps"));
        assertThat(judge(
                                "",
                                with(KUSTOMIZE)
                                        .obstacle(
                                                ResourceKind.KUSTOMIZATION,
                                                Obstacle.notSynced(ResourceKind.KUSTOMIZATION)))
                        .verdict())
                .isEqualTo(Verdict.Pending);
    }

    /** Flux installs charts too, so that an object carries both marks: what can be looked at decides. */
    @Test
    void ofSeveralMarksTheOnesThatCanBeLookedAtDecide() {
        String both = "labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: ml,"
                + " app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-name: ml}";
        String manager = "metadata: {name: apps, namespace: ml, generation: 3}\nstatus: {%s}";
        assertThat(judge("", with(both).with(ResourceKind.KUSTOMIZATION, manager.formatted(READY))))
                .isEqualTo(PROVEN);
        assertThat(judge(
                                "",
                                with(both)
                                        .with(
                                                ResourceKind.KUSTOMIZATION,
                                                manager.formatted(READY.replace("True", "False"))))
                        .reason())
                .isEqualTo(Reason.ManagerNotSynced);
    }

    private static Judgement claimed(String who) {
        return Judgement.pass(
                Reason.DeclaredOnly,
                "settings of ml-scoring: declared by marks, not measured, because these managers cannot be looked at from here:"
                        + " ConfigMap ml-db of " + who);
    }

    private static FakeFacts with(String metadata) {
        return new FakeFacts()
                .candidate("spec: {containers: [{name: app}], volumes: [{name: config, configMap: {name: ml-db}}]}")
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-db, namespace: ml, %s}".formatted(metadata));
    }

    private static Judgement judge(String params, Facts facts) {
        return Spec.judge(new ConfigCheck(), "references: Managed\n" + params, facts);
    }
}
