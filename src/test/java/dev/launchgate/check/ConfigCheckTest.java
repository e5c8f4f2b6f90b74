package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.DataWriter;
import dev.launchgate.probe.ProbeAnswer.Owner;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
    /** Stands in every value, and must stand in no message. */
    private static final String CANARY = "s3cr3t";

    private static final String SETTING = "settings: [{name: DATABASE_URL}]";
    private static final String FROM_MAP =
            "env: [{name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}}]";
    private static final String FROM_SECRET =
            "env: [{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: ml-db, key: url}}}]";
    private static final String MARKS = "labels: {managed: 'yes', env: production}";
    private static final SecretLook LOOK = new SecretLook("ml-db");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # origin  | how it is set                                                              | verdict | reason
            Managed   | {name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}} | Pass | DeclaredOnly
            Reference | {name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}} | Pass | AsExpected
            Any       | {name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}} | Pass | AsExpected
            Managed   | {name: DATABASE_URL, value: s3cr3t}                                         | Fail | SettingLiteral
            Reference | {name: DATABASE_URL, value: s3cr3t}                                         | Fail | SettingLiteral
            Any       | {name: DATABASE_URL, value: s3cr3t}                                         | Pass | AsExpected
            Managed   | {name: DATABASE_URL}                                                        | Fail | SettingLiteral
            Managed   | {name: DATABASE_URL, value: ''}                                             | Fail | SettingLiteral
            Managed   | {name: DATABASE_URL, value: 'db://$(DB):s3cr3t'}                            | Fail | SettingLiteral
            Managed   | {name: DATABASE_URL, value: $(NOBODY)}                                      | Fail | SettingLiteral
            Managed   | {name: DATABASE_URL, valueFrom: {fieldRef: {fieldPath: status.podIP}}}      | Fail | SettingLiteral
            Any       | {name: DATABASE_URL, valueFrom: {fieldRef: {fieldPath: status.podIP}}}      | Pass | AsExpected
            Managed   | {name: database_url, value: s3cr3t}                                         | Fail | SettingMissing
            Any       | {name: OTHER, value: s3cr3t}                                                | Fail | SettingMissing
            """)
    void aSettingComesFromWhereItsOriginAllows(String origin, String entry, Verdict verdict, Reason reason) {
        FakeFacts facts = app("env: [" + entry + "]").with(ResourceKind.CONFIG_MAP, map(MARKS, "url"));
        Judgement judgement = judge(
                "{settings: [{name: DATABASE_URL, origin: %s}], managerLabels: {managed: 'yes'}}".formatted(origin),
                facts);
        assertThat(judgement).extracting(Judgement::verdict, Judgement::reason).containsExactly(verdict, reason);
    }

    @Test
    void whatIsWrittenInTheTemplateIsNamedAndNotShown() {
        assertThat(judge(SETTING, app("env: [{name: DATABASE_URL, value: s3cr3t}]")))
                .isEqualTo(fail(
                        Reason.SettingLiteral,
                        "DATABASE_URL of app is written in the template; take it from a managed ConfigMap or Secret"));
        assertThat(judge(
                        SETTING, app("env: [{name: DATABASE_URL, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]")))
                .isEqualTo(
                        fail(
                                Reason.SettingLiteral,
                                "DATABASE_URL of app is taken from the pod itself; take it from a managed ConfigMap or Secret"));
    }

    @Test
    void whatNobodySetsIsMissing() {
        assertThat(judge(SETTING, app("env: []")))
                .isEqualTo(fail(
                        Reason.SettingMissing,
                        "no container sets DATABASE_URL; set it from a managed ConfigMap or Secret"));
        assertThat(judge(
                        "settings: [{name: DATABASE_URL, container: web}]",
                        app("env: [{name: DATABASE_URL, value: a}]")))
                .isEqualTo(fail(
                        Reason.SettingMissing,
                        "no container web sets DATABASE_URL; set it from a managed ConfigMap or Secret"));
    }

    @Test
    void everyContainerThatHasASettingIsJudgedAndTheOthersNeedNotHaveIt() {
        FakeFacts facts = new FakeFacts().candidate("""
                spec:
                  containers: [{name: app, env: [{name: A, valueFrom: {configMapKeyRef: {name: ml-db, key: url}}}]}, {name: log}]
                  initContainers: [{name: migrate, env: [{name: A, value: s3cr3t}]}]
                """).with(ResourceKind.CONFIG_MAP, map(MARKS, "url"));
        assertThat(judge("settings: [{name: A, origin: Reference}]", facts))
                .isEqualTo(
                        fail(
                                Reason.SettingLiteral,
                                "A of init container migrate is written in the template; take it from a managed ConfigMap or Secret"));
        assertThat(judge("settings: [{name: A, origin: Reference, container: app}]", facts))
                .isEqualTo(Judgement.pass("settings of ml-scoring"));
    }

    @Test
    void aReferenceIsMissingWithItsUse() {
        assertThat(judge("references: Exists", app(FROM_MAP)))
                .isEqualTo(fail(
                        Reason.ReferenceMissing,
                        "ConfigMap ml-db (env DATABASE_URL of app) not found in ml; create it or correct the name"));
        assertThat(judge(SETTING, app(FROM_MAP)))
                .isEqualTo(fail(
                        Reason.ReferenceMissing,
                        "ConfigMap ml-db (env DATABASE_URL of app) not found in ml; create it or correct the name"));
        assertThat(judge(SETTING, app(FROM_SECRET).failure(LOOK, Cause.SecretMissing, Phase.Resolve, "gone")))
                .isEqualTo(fail(
                        Reason.ReferenceMissing,
                        "Secret ml-db (env DATABASE_URL of app) not found in ml; create it or correct the name"));
    }

    @Test
    void aKeyIsMissingWithItsUse() {
        Judgement missing = fail(
                Reason.KeyMissing,
                "ConfigMap ml-db (env DATABASE_URL of app): key url not found; add it or correct the key");
        FakeFacts facts = app(FROM_MAP).with(ResourceKind.CONFIG_MAP, map(MARKS, "uri"));
        assertThat(judge("references: Exists", facts)).isEqualTo(missing);
        assertThat(judge(SETTING, facts)).isEqualTo(missing);
        assertThat(judge(SETTING, app(FROM_SECRET).answer(LOOK, seen(Map.of(), "uri"))))
                .isEqualTo(fail(
                        Reason.KeyMissing,
                        "Secret ml-db (env DATABASE_URL of app): key url not found; add it or correct the key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            settings: [{name: DATABASE_URL, origin: Reference}] | Fail
            references: Exists                                  | Pass
            references: Managed                                 | Pass
            """)
    void whatIsOptionalMayBeAbsentUnlessASettingNeedsIt(String params, Verdict verdict) {
        String optional =
                "env: [{name: DATABASE_URL, valueFrom: {configMapKeyRef: {name: ml-db, key: url, optional: true}}}]";
        assertThat(judge(params, app(optional)).verdict()).isEqualTo(verdict);
        assertThat(judge(params, app(optional).with(ResourceKind.CONFIG_MAP, map("labels: {managed: 'yes'}", "other")))
                        .reason())
                .isEqualTo(
                        params.contains("references: Managed")
                                ? Reason.NotManaged
                                : verdict == Verdict.Fail ? Reason.KeyMissing : Reason.AsExpected);
    }

    @Test
    void anObjectThatIsMissingManyTimesIsToldOnce() {
        assertThat(judge("references: Exists", app("""
                env: [{name: A, valueFrom: {configMapKeyRef: {name: m, key: a}}}, {name: B, valueFrom: {configMapKeyRef: {name: m, key: b}}}, {name: C, valueFrom: {configMapKeyRef: {name: n, key: c}}}]
                """)))
                .isEqualTo(fail(
                        Reason.ReferenceMissing,
                        "ConfigMap m (env A of app) not found in ml; create it or correct the name (and 1 more)"));
    }

    @Test
    void aClassOfASecretStoreMustExist() {
        String template = """
                spec:
                  containers: [{name: app}]
                  volumes: [{name: vault, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: ml-vault}}}]
                """;
        assertThat(judge("references: Managed", new FakeFacts().candidate(template)))
                .isEqualTo(fail(
                        Reason.ReferenceMissing,
                        "SecretProviderClass ml-vault (volume vault) not found in ml; create it or correct the name"));
        assertThat(judge(
                        "references: Managed",
                        new FakeFacts()
                                .candidate(template)
                                .with(ResourceKind.SECRET_PROVIDER_CLASS, "metadata: {name: ml-vault, namespace: ml}")))
                .isEqualTo(Judgement.pass("settings of ml-scoring"));
    }

    @Test
    void accountsAndClaimsAreNoSettings() {
        assertThat(judge(
                        "references: Managed",
                        new FakeFacts()
                                .candidate("""
                        spec:
                          serviceAccountName: scoring
                          containers: [{name: app}]
                          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}, {name: ca, configMap: {name: kube-root-ca.crt}}]
                        """)
                                .with(
                                        ResourceKind.CONFIG_MAP,
                                        "metadata: {name: kube-root-ca.crt, namespace: ml}\ndata: {ca.crt: x}")))
                .isEqualTo(Judgement.pass("settings of ml-scoring"));
    }

    @Test
    void anObjectWithoutMarkIsNotManaged() {
        Judgement unmarked = fail(
                Reason.NotManaged,
                "ConfigMap ml-db (env DATABASE_URL of app) carries no mark of ArgoCD, Flux, Helm, ExternalSecrets,"
                        + " SealedSecrets; add it to configuration management");
        FakeFacts facts = app(FROM_MAP).with(ResourceKind.CONFIG_MAP, map("labels: {}", "url"));
        assertThat(judge(SETTING, facts)).isEqualTo(unmarked);
        assertThat(judge("references: Managed", facts)).isEqualTo(unmarked);
        assertThat(judge("references: Exists", facts)).isEqualTo(Judgement.pass("settings of ml-scoring"));
        assertThat(judge("{settings: [{name: DATABASE_URL}], managers: [Flux], managerLabels: {a: b}}", facts))
                .isEqualTo(fail(
                        Reason.NotManaged,
                        "ConfigMap ml-db (env DATABASE_URL of app) carries no mark of Flux, label a=b; add it to configuration"
                                + " management"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # label      | verdict | reason           | seen
            production   | Pass    | AsExpected       |
            staging      | Fail    | WrongEnvironment | env=staging
            Production   | Fail    | WrongEnvironment | env=Production
            ''           | Fail    | WrongEnvironment | env=
            """)
    void anObjectBehindASettingBelongsToTheEnvironment(String label, Verdict verdict, Reason reason, String seen) {
        Judgement judgement = judge(
                "{settings: [{name: DATABASE_URL, origin: Reference}], environment: {label: env, value: production}}",
                app(FROM_SECRET).answer(LOOK, seen(Map.of("env", label), "url")));
        assertThat(judgement).extracting(Judgement::verdict, Judgement::reason).containsExactly(verdict, reason);
        if (verdict == Verdict.Fail) {
            assertThat(judgement.message())
                    .isEqualTo(
                            "Secret ml-db (env DATABASE_URL of app) has %s, expected production; refer to the object of this"
                                            .formatted(label.isEmpty() ? "no label env" : seen)
                                    + " environment");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ^postgres://db\\.prod\\. | Fail
            s3                         | Pass
            ^s3cr3t-url$               | Pass
            S3CR3T                     | Fail
            """)
    void theValueOfAConfigMapIsComparedAndNotShown(String pattern, Verdict verdict) {
        Judgement judgement = judge(
                "settings: [{name: DATABASE_URL, origin: Reference, matches: '%s'}]".formatted(pattern),
                app(FROM_MAP).with(ResourceKind.CONFIG_MAP, map(MARKS, "url")));
        assertThat(judgement)
                .isEqualTo(
                        verdict == Verdict.Pass
                                ? Judgement.pass("settings of ml-scoring")
                                : fail(
                                        Reason.ValueMismatch,
                                        "DATABASE_URL of app (ConfigMap ml-db, key url) does not match %s; correct the value there"
                                                .formatted(pattern)));
    }

    @Test
    void aLiteralIsComparedWhereItIsAllowed() {
        assertThat(judge(
                        "settings: [{name: DATABASE_URL, origin: Any, matches: prod}]",
                        app("env: [{name: DATABASE_URL, value: s3cr3t}]")))
                .isEqualTo(fail(
                        Reason.ValueMismatch,
                        "DATABASE_URL of app in the template does not match prod; correct the value there"));
        assertThat(judge(
                        "settings: [{name: DATABASE_URL, origin: Any, matches: prod}]",
                        app("env: [{name: DATABASE_URL, value: %s}]".formatted("x".repeat(70_000)))))
                .isEqualTo(Judgement.unknown(
                        Reason.DataTooLarge,
                        "DATABASE_URL of app in the template: expected at most 65536 characters; make it shorter"));
        assertThat(judge(
                                "settings: [{name: DATABASE_URL, origin: Any, matches: prod}]",
                                app("env: [{name: DATABASE_URL, valueFrom: {fieldRef: {fieldPath: a}}}]"))
                        .reason())
                .isEqualTo(Reason.InvalidItem);
    }

    @Test
    void theValueOfASecretIsNeverCompared() {
        assertThat(judge(
                        "settings: [{name: DATABASE_URL, origin: Reference, matches: prod}]",
                        app(FROM_SECRET).answer(LOOK, seen(Map.of(), "url"))))
                .isEqualTo(Judgement.unknown(
                        Reason.InvalidItem,
                        "DATABASE_URL of app comes from a Secret: matches is not for Secrets, because a pattern would reveal the"
                                + " value by trial; use environment"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # writers of url, later ones last    | hand
            kubectl-edit                         | kubectl-edit
            kubectl-patch                        | kubectl-patch
            kubectl-set                          | kubectl-set
            Mozilla                              | Mozilla
            argocd-controller                    |
            kubectl-client-side-apply            |
            helm kubectl-edit                    |
            kubectl-create                       |
            """)
    void aPersonMayNotHaveWrittenLast(String managers, String hand) {
        List<DataWriter> writers = List.of(managers.split(" ")).stream()
                .map(manager -> new DataWriter(manager, "2026-11-19T08:00:00Z", Set.of("url")))
                .toList();
        FakeFacts facts =
                app(FROM_SECRET).answer(LOOK, new SecretSeen(Set.of("url"), Map.of(), Map.of(), List.of(), writers));
        String params = "{settings: [{name: DATABASE_URL, origin: Reference}], handEdits: %s}";
        assertThat(judge(params.formatted("Fail"), facts))
                .isEqualTo(
                        hand == null
                                ? Judgement.pass("settings of ml-scoring")
                                : fail(
                                        Reason.EditedByHand,
                                        "Secret ml-db (env DATABASE_URL of app): key url was last written by %s on 2026-11-19; make the"
                                                        .formatted(hand)
                                                + " change in configuration management"));
        assertThat(judge(params.formatted("Ignore"), facts)).isEqualTo(Judgement.pass("settings of ml-scoring"));
    }

    @Test
    void anotherKeyThatWasEditedIsNoSettingButAReference() {
        String edited = map(MARKS, "url", "level") + """
                launchgate.dev/dataWriters:
                  - {manager: helm, at: '2026-11-01T00:00:00Z', keys: [url]}
                  - {manager: kubectl-edit, at: '', keys: [level]}
                """;
        FakeFacts facts = app(FROM_MAP).with(ResourceKind.CONFIG_MAP, edited);
        assertThat(judge("{settings: [{name: DATABASE_URL, origin: Reference}]}", facts))
                .isEqualTo(Judgement.pass("settings of ml-scoring"));
        assertThat(judge("{references: Managed, managerLabels: {managed: 'yes'}}", facts))
                .isEqualTo(fail(
                        Reason.EditedByHand,
                        "ConfigMap ml-db (env DATABASE_URL of app): key level was last written by kubectl-edit on an unknown day;"
                                + " make the change in configuration management"));
    }

    @Test
    void withoutARightTheRuleIsSpelledOut() {
        String why = "may not read Secret ml-db in ml; resourceNames [ml-db]";
        FakeFacts facts = app(FROM_SECRET).failure(LOOK, Cause.SecretForbidden, Phase.Resolve, why);
        assertThat(judge(SETTING, facts)).isEqualTo(Judgement.unknown(Reason.Forbidden, why));
        assertThat(judge("references: Exists", facts)).isEqualTo(Judgement.unknown(Reason.Forbidden, why));
    }

    @Test
    void whatWasNotLookedAtYetIsPending() {
        assertThat(judge(SETTING, app(FROM_SECRET)))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, "not measured yet"));
    }

    @Test
    void configMapsThatMayNotBeReadAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.CONFIG_MAP, "ml");
        assertThat(judge(SETTING, app(FROM_MAP).obstacle(ResourceKind.CONFIG_MAP, obstacle)))
                .isEqualTo(Judgement.unknown(Reason.Forbidden, obstacle.message()));
    }

    @Test
    void secretsThatAreSkippedAreCountedInEveryMessage() {
        String skip = "{settings: [{name: DATABASE_URL}], secrets: Skip}";
        assertThat(judge(skip, app(FROM_SECRET)))
                .isEqualTo(
                        Judgement.pass(
                                Reason.DeclaredOnly,
                                "settings of ml-scoring: declared, not measured; add secrets: Check to prove it; 1 Secret not looked at"));
        assertThat(judge(skip, app("""
                env: [{name: DATABASE_URL, value: a}, {name: A, valueFrom: {secretKeyRef: {name: a, key: a}}}]
                envFrom: [{secretRef: {name: b}}]
                """.strip())))
                .isEqualTo(fail(
                        Reason.SettingLiteral,
                        "DATABASE_URL of app is written in the template; take it from a managed ConfigMap or Secret; 2 Secrets"
                                + " not looked at"));
        assertThat(judge(skip, app("envFrom: [{secretRef: {name: ml-env}}]")))
                .isEqualTo(Judgement.unknown(
                        Reason.InvalidItem,
                        "Secret ml-env (env DATABASE_URL of app) is not looked at, and the variable may come from it; set"
                                + " secrets to Check; 1 Secret not looked at"));
        assertThat(Spec.plan(new ConfigCheck(), skip, app(FROM_SECRET)).probes())
                .isEmpty();
    }

    @Test
    void eachSecretOfTheCandidateIsLookedAt() {
        FakeFacts facts = new FakeFacts().candidate(TemplateReferencesTest.EVERYTHING);
        assertThat(Spec.plan(new ConfigCheck(), "references: Exists", facts).probes())
                .containsExactlyInAnyOrder(
                        new SecretLook("ml-db"),
                        new SecretLook("ml-more"),
                        new SecretLook("tokens"),
                        new SecretLook("ml-tls"),
                        new SecretLook("ml-key"),
                        new SecretLook("vault-login"),
                        new SecretLook("registry"));
    }

    @Test
    void anOwnerMarksASecret() {
        SecretSeen owned = new SecretSeen(
                Set.of("url"),
                Map.of(),
                Map.of(),
                List.of(new Owner("external-secrets.io/v1", "ExternalSecret", "ml-db")),
                List.of());
        assertThat(judge(SETTING, app(FROM_SECRET).answer(LOOK, owned)))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "settings of ml-scoring: declared by marks, not measured, because these managers cannot be looked at from"
                                + " here: Secret ml-db of ExternalSecret ml-db"));
    }

    @Test
    void withoutTargetOrTemplateNothingPasses() {
        assertThat(judge(SETTING, new FakeFacts()).reason()).isEqualTo(Reason.ObjectMissing);
        assertThat(judge(SETTING, new FakeFacts().candidate("{}").target(TargetKind.Rollout, "ml-scoring")))
                .isEqualTo(Judgement.unknown(
                        Reason.DataMalformed,
                        "Rollout ml-scoring: no container in its pod template, so that nothing can be looked at"));
    }

    private static SecretSeen seen(Map<String, String> labels, String key) {
        return new SecretSeen(Set.of(key), labels, Map.of(), List.of(), List.of());
    }

    /** A ConfigMap {@code ml-db} with more metadata and these keys. */
    private static String map(String metadata, String... keys) {
        StringBuilder yaml =
                new StringBuilder("metadata: {name: ml-db, namespace: ml, %s}\ndata:\n".formatted(metadata));
        for (String key : keys) {
            yaml.append("  %s: %s-%s\n".formatted(key, CANARY, key));
        }
        return yaml.toString();
    }

    private static FakeFacts app(String fields) {
        return new FakeFacts().candidate("""
                spec:
                  containers:
                    - name: app
                      %s
                """.formatted(fields.replace("\n", "\n      ")));
    }

    private static Judgement fail(Reason reason, String message) {
        return Judgement.fail(reason, message);
    }

    private static Judgement judge(String params, Facts facts) {
        Judgement judgement = Spec.judge(new ConfigCheck(), params, facts);
        assertThat(judgement.message()).doesNotContain(CANARY);
        assertThat(judgement).isEqualTo(Spec.judge(new ConfigCheck(), params, facts));
        return judgement;
    }
}
