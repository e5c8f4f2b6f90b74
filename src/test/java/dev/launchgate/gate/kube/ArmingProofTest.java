package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.gate.Arming;
import dev.launchgate.gate.Proof;
import dev.launchgate.gate.kube.RecordingApi.Write;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmingProofTest {
    private static final String GUARDED = "deployments.apps \"scoring\" is forbidden: ValidatingAdmissionPolicy"
            + " 'launchgate-guard' denied request: launchgate guard/1 is active, spec.paused=%s;"
            + " annotation launchgate.dev/probe is for dry runs only";

    private static final Duration VALID = Duration.ofMinutes(4);

    private final AtomicLong now = new AtomicLong(77);
    private RecordingApi api;
    private ArmingProof proof;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingApi();
        label("auto");
        proof = new ArmingProof(api.client(), VALID, now::get);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void label(String value) {
        api.change(live -> {
            live.withObject("/metadata/labels").put("launchgate.dev/gate", value);
            return live;
        });
    }

    @Test
    void withoutTheLabelNoPolicyAppliesAndNobodyIsAsked() {
        api.change(live -> {
            live.withObject("/metadata").remove("labels");
            return live;
        });

        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AlwaysPausedUnguarded);
        assertThat(api.writes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, nor is auto-hold", "true, auto-hold is"})
    void aWriteThatIsAcceptedShowsThatNothingGuards(boolean paused, String rest) {
        api.change(live -> {
            live.withObject("/spec").put("paused", paused);
            return live;
        });

        assertThat(proof.of(api.workload()))
                .isEqualTo(new Proof(
                        Arming.AlwaysPausedUnguarded,
                        "The guard policy is not in force, %s: to close that apply policy and binding guard.launchgate.dev of this version of Launchgate"
                                .formatted(rest)));
    }

    @ParameterizedTest
    @CsvSource({"true, AutoHold", "false, AlwaysPaused"})
    void theRefusalOfTheGuardTellsWhatAdmissionMadeOfTheWrite(String paused, Arming arming) {
        api.refuse(422, GUARDED.formatted(paused));

        assertThat(proof.of(api.workload()).arming()).isEqualTo(arming);
    }

    @Test
    void theWriteIsADryRunThatClearsTheFieldAndChangesTheTemplate() {
        proof.of(api.workload());

        Write write = api.writes().getFirst();
        assertThat(api.writes()).hasSize(1);
        assertThat(write.method()).isEqualTo("PATCH");
        assertThat(write.contentType()).startsWith("application/merge-patch+json");
        assertThat(write.query().split("&")).contains("dryRun=All", "fieldManager=launchgate");
        assertThat(write.body()).isEqualTo(RecordingApi.yaml("""
                metadata: {annotations: {launchgate.dev/probe: dry-run}}
                spec:
                  paused: false
                  template: {metadata: {annotations: {launchgate.dev/probe: dry-run}}}
                """));
    }

    @Test
    void whatWasProvenHoldsForAsLongAsItIsTold() {
        api.refuse(422, GUARDED.formatted("true"));
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AutoHold);

        now.addAndGet(VALID.toNanos() - 1);
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AutoHold);
        assertThat(api.writes()).hasSize(1);

        now.addAndGet(1);
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AlwaysPausedUnguarded);
        assertThat(api.writes()).hasSize(2);
    }

    /** Rules of another version are not known here, so nothing is left open that needs them. */
    @ParameterizedTest
    @CsvSource({"guard/0, true", "guard/2, true", "guard/2, false", "guard/10, true"})
    void aGuardOfAnotherVersionProvesNothing(String version, String paused) {
        api.refuse(422, GUARDED.formatted(paused).replace("guard/1", version));

        assertThat(proof.of(api.workload()))
                .isEqualTo(new Proof(
                        Arming.AlwaysPausedUnguarded,
                        "guard policy: expected guard/1, saw %s; apply the policies of this version of Launchgate"
                                .formatted(version)));
    }

    @ParameterizedTest
    @CsvSource({"403, may not patch deployments", "422, denied by another policy"})
    void aRefusalOfSomebodyElseProvesNoPolicy(int code, String message) {
        api.refuse(code, message);
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AlwaysPausedUnguarded);

        api.refuse(422, GUARDED.formatted("false"));
        now.addAndGet(VALID.toNanos());
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AlwaysPaused);
    }

    /** No answer is no proof either. */
    @ParameterizedTest
    @CsvSource({"500, etcd", "404, gone"})
    void anyOtherAnswerFailsThePassAndIsNotRemembered(int code, String message) {
        api.refuse(code, message);
        assertThatThrownBy(() -> proof.of(api.workload())).isInstanceOf(KubernetesClientException.class);

        api.refuse(422, GUARDED.formatted("false"));
        assertThat(proof.of(api.workload()).arming()).isEqualTo(Arming.AlwaysPaused);
    }
}
