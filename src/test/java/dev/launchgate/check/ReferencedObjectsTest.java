package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Presence.KeyAbsent;
import dev.launchgate.check.Presence.NotSeen;
import dev.launchgate.check.Presence.ObjectAbsent;
import dev.launchgate.check.Presence.Present;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencedObjectsTest {
    private static final SecretLook LOOK = new SecretLook("ml-db");
    private static final SecretSeen SEEN = new SecretSeen(Set.of("url"), Map.of(), Map.of(), List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # key   | variable | there
            url     | true     | true
            url     | false    | true
            key.der | false    | true
            key.der | true     | false
            URL     | true     | false
            """)
    void aKeyOfBinaryDataBecomesNoVariable(String key, boolean variable, boolean there) {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-db}\ndata: {url: x}\nbinaryData: {key.der: eA==}");
        assertThat(look(Kind.ConfigMap, key, variable, facts)).isInstanceOf(there ? Present.class : KeyAbsent.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Secret")
    void whatIsCachedIsThereOrNotOrNotSeen(Kind kind) {
        ResourceKind cached = kind.cached();
        assertThat(look(kind, null, false, new FakeFacts().with(cached, "metadata: {name: ml-db}")))
                .isInstanceOf(Present.class);
        assertThat(look(kind, null, false, new FakeFacts())).isEqualTo(new ObjectAbsent());
        Obstacle obstacle = Obstacle.forbidden(cached, "ml");
        assertThat(look(kind, null, false, new FakeFacts().obstacle(cached, obstacle)))
                .isEqualTo(new NotSeen(Judgement.unknown(Reason.Forbidden, obstacle.message())));
        Obstacle filling = Obstacle.notSynced(cached);
        assertThat(look(kind, null, false, new FakeFacts().obstacle(cached, filling)))
                .isEqualTo(new NotSeen(Judgement.pending(Reason.NotMeasuredYet, filling.message())));
    }

    @Test
    void aSecretIsThereWithItsKeyOrWithout() {
        FakeFacts facts = new FakeFacts().answer(LOOK, SEEN);
        assertThat(look(Kind.Secret, "url", true, facts)).isInstanceOf(Present.class);
        assertThat(look(Kind.Secret, null, true, facts)).isInstanceOf(Present.class);
        assertThat(look(Kind.Secret, "URL", true, facts)).isInstanceOf(KeyAbsent.class);
    }

    @Test
    void aSecretThatDoesNotExistIsAbsent() {
        assertThat(look(
                        Kind.Secret,
                        "url",
                        true,
                        new FakeFacts().failure(LOOK, Cause.SecretMissing, Phase.Resolve, "not there")))
                .isEqualTo(new ObjectAbsent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SecretForbidden | Unknown | Forbidden    | why
            Timeout         | Unknown | Timeout      | Secret ml-db: no complete answer within 5s
            NetworkError    | Unknown | NetworkError | Secret ml-db: connection failed (why)
            InternalError   | Unknown | InternalError | a defect in Launchgate, see its log, id why
            """)
    void aSecretThatCannotBeReadIsNotSeen(Cause cause, Verdict verdict, Reason reason, String message) {
        assertThat(look(Kind.Secret, "url", true, new FakeFacts().failure(LOOK, cause, Phase.Resolve, "why")))
                .isEqualTo(new NotSeen(new Judgement(verdict, reason, message)));
    }

    @Test
    void aSecretThatWasNotLookedAtYetOrTooLongAgoIsNotSeen() {
        assertThat(look(Kind.Secret, null, true, new FakeFacts()))
                .isEqualTo(new NotSeen(Judgement.pending(Reason.NotMeasuredYet, "not measured yet")));
        assertThat(look(Kind.Secret, null, true, new FakeFacts().tooOld(LOOK)))
                .isEqualTo(
                        new NotSeen(
                                Judgement.unknown(
                                        Reason.ResultTooOld,
                                        "Secret ml-db: the last answer is too old for a decision; the operator is behind with its probes")));
    }

    @Test
    void aNameThatNoObjectCanHaveIsAbsentAndNeverAskedFor() {
        ReferencedObjects objects = new ReferencedObjects(
                List.of(new TemplateReference(Kind.Secret, "../ml-db", null, true, false, "envFrom of app")));
        Needs needs = new Needs();
        objects.plan(needs);
        assertThat(needs.probes()).isEmpty();
        assertThat(objects.look(objects.references().getFirst(), new FakeFacts()))
                .isEqualTo(new ObjectAbsent());
    }

    @Test
    void eachSecretIsLookedAtOnceAndNotMoreThanAHundred() {
        List<TemplateReference> references = IntStream.range(0, 300)
                .mapToObj(i -> new TemplateReference(Kind.Secret, "s-" + i / 2, null, true, false, "envFrom of app"))
                .toList();
        ReferencedObjects objects = new ReferencedObjects(references);
        Needs needs = new Needs();
        objects.plan(needs);
        assertThat(needs.probes()).hasSize(100).contains(new SecretLook("s-0"), new SecretLook("s-99"));
        assertThat(objects.look(references.getLast(), new FakeFacts()))
                .isEqualTo(new NotSeen(Judgement.unknown(
                        Reason.DataTooLarge,
                        "the pod template refers to more than 100 Secrets, so that Secret s-149 is not looked at; refer to"
                                + " fewer")));
    }

    @Test
    void whatPodsNeedAndIsNotThereIsNamedOnce() {
        ReferencedObjects objects = ReferencedObjects.of(
                PodTemplate.of(Serialization.unmarshal("---\n" + TemplateReferencesTest.EVERYTHING, JsonNode.class)));
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-db}\ndata: {other: x}")
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-env}")
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: kube-root-ca.crt}\ndata: {ca.crt: x}")
                .with(ResourceKind.SERVICE_ACCOUNT, "metadata: {name: scoring}")
                .failure(new SecretLook("tokens"), Cause.SecretForbidden, Phase.Resolve, "why")
                .failure(new SecretLook("ml-tls"), Cause.SecretMissing, Phase.Resolve, "gone")
                .answer(new SecretLook("vault-login"), SEEN)
                .answer(new SecretLook("registry"), SEEN);
        assertThat(objects.faults(facts, what -> Judgement.fail(Reason.JobNotRunnable, what)))
                .containsExactly(
                        Judgement.fail(Reason.JobNotRunnable, "ConfigMap ml-db, key url"),
                        Judgement.unknown(Reason.Forbidden, "why"),
                        Judgement.fail(Reason.JobNotRunnable, "ConfigMap ml-files"),
                        Judgement.fail(Reason.JobNotRunnable, "Secret ml-tls"),
                        Judgement.fail(Reason.JobNotRunnable, "PersistentVolumeClaim ml-data"),
                        Judgement.fail(Reason.JobNotRunnable, "SecretProviderClass ml-vault"));
    }

    private static Presence look(Kind kind, String key, boolean variable, Facts facts) {
        TemplateReference reference = new TemplateReference(kind, "ml-db", key, variable, false, "somewhere");
        return new ReferencedObjects(List.of(reference)).look(reference, facts);
    }
}
