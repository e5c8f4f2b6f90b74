package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.gate.Arming;
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

    private final AtomicLong now = new AtomicLong(77);
    private RecordingApi api;
    private ArmingProof proof;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingApi();
        label("auto");
        proof = new ArmingProof(api.client(), now::get);
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

        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPausedUnguarded);
        assertThat(api.writes()).isEmpty();
    }

    @Test
    void aWriteThatIsAcceptedShowsThatNothingGuards() {
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPausedUnguarded);
    }

    @ParameterizedTest
    @CsvSource({"true, AutoHold", "false, AlwaysPaused"})
    void theRefusalOfTheGuardTellsWhatAdmissionMadeOfTheWrite(String paused, Arming arming) {
        api.refuse(422, GUARDED.formatted(paused));

        assertThat(proof.of(api.workload())).isEqualTo(arming);
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
    void whatWasProvenHoldsForFiveMinutes() {
        api.refuse(422, GUARDED.formatted("true"));
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AutoHold);

        now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AutoHold);
        assertThat(api.writes()).hasSize(1);

        now.addAndGet(1);
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPausedUnguarded);
        assertThat(api.writes()).hasSize(2);
    }

    /** Rules of another version are not known here, so nothing is left open that needs them. */
    @ParameterizedTest
    @CsvSource({"guard/0, true", "guard/2, true", "guard/2, false", "guard/10, true"})
    void aGuardOfAnotherVersionProvesNothing(String version, String paused) {
        api.refuse(422, GUARDED.formatted(paused).replace("guard/1", version));

        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPausedUnguarded);
    }

    @ParameterizedTest
    @CsvSource({"403, may not patch deployments", "422, denied by another policy"})
    void aRefusalOfSomebodyElseProvesNoPolicy(int code, String message) {
        api.refuse(code, message);
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPausedUnguarded);

        api.refuse(422, GUARDED.formatted("false"));
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPaused);
    }

    /** No answer is no proof either. */
    @ParameterizedTest
    @CsvSource({"500, etcd", "404, gone"})
    void anyOtherAnswerFailsThePassAndIsNotRemembered(int code, String message) {
        api.refuse(code, message);
        assertThatThrownBy(() -> proof.of(api.workload())).isInstanceOf(KubernetesClientException.class);

        api.refuse(422, GUARDED.formatted("false"));
        assertThat(proof.of(api.workload())).isEqualTo(Arming.AlwaysPaused);
    }
}
