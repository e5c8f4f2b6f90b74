package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TcpParams;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often in a row: every answer counts once, and one that no pass has seen counts for nothing. */
class RoundsTest {
    private static final ProbeRequest PROBE = new TcpConnect("vm.example.com", 9100);
    private static final ProbeRequest OTHER = new TcpConnect("vm2.example.com", 9100);
    private static final Judgement PASS = Judgement.pass("vm.example.com:9100");
    private static final Judgement FAIL = Judgement.fail(Reason.ConnectionRefused, "refused");

    private final Rounds rounds = new Rounds();

    @Test
    void passesOnceItWasAnsweredOftenEnough() {
        assertThat(confirm(PASS, 3, answer(1, 1))).isEqualTo(confirming(1, 3));
        assertThat(confirm(PASS, 3, answer(2, 1))).isEqualTo(confirming(2, 3));
        assertThat(confirm(PASS, 3, answer(3, 1))).isEqualTo(PASS);
    }

    @Test
    void aSecondLookAtTheSameAnswerCountsNothing() {
        confirm(PASS, 2, answer(7, 1));
        assertThat(confirm(PASS, 2, answer(7, 1))).isEqualTo(confirming(1, 2));
    }

    /** Addresses that rotate, 200 and 204 in turn: each answer differs, and each passes. */
    @Test
    void answersThatDifferAndPassCountAll() {
        assertThat(confirm(PASS, 3, answer(1, 1))).isEqualTo(confirming(1, 3));
        assertThat(confirm(PASS, 3, answer(2, 2))).isEqualTo(confirming(2, 3));
        assertThat(confirm(PASS, 3, answer(3, 3))).isEqualTo(PASS);
    }

    @Test
    void anAnswerThatDifferedUnseenStartsTheCountAnew() {
        confirm(PASS, 3, answer(1, 1));
        // 2 was another answer, and no pass has judged it
        assertThat(confirm(PASS, 3, answer(3, 3))).isEqualTo(confirming(1, 3));
        assertThat(confirm(PASS, 3, answer(5, 3))).isEqualTo(PASS);
    }

    @Test
    void answersThatNobodyLookedAtCountWhenTheyAreEqual() {
        confirm(PASS, 3, answer(1, 1));
        assertThat(confirm(PASS, 3, answer(3, 1))).isEqualTo(PASS);
    }

    @Test
    void aFailureResetsTheCount() {
        confirm(PASS, 2, answer(1, 1));
        assertThat(confirm(FAIL, 2, answer(2, 2))).isEqualTo(FAIL);
        assertThat(confirm(PASS, 2, answer(3, 3))).isEqualTo(confirming(1, 2));
    }

    @Test
    void aProbeThatWasNeverAnsweredIsNoRound() {
        assertThat(confirm(PASS, 1, Map.of(PROBE, Observation.NONE))).isEqualTo(confirming(0, 1));
        assertThat(confirm(PASS, 1, answer(1, 1))).isEqualTo(PASS);
    }

    @Test
    void theSlowestProbeOfAnItemDecides() {
        Map<ProbeRequest, Observation> both = Map.of(PROBE, observed(5, 1), OTHER, observed(1, 1));
        confirm(PASS, 2, both);
        assertThat(confirm(PASS, 2, Map.of(PROBE, observed(9, 1), OTHER, observed(1, 1))))
                .isEqualTo(confirming(1, 2));
        assertThat(confirm(PASS, 2, Map.of(PROBE, observed(9, 1), OTHER, observed(2, 1))))
                .isEqualTo(PASS);
    }

    @Test
    void anotherCandidateStartsAnew() {
        rounds.confirm("ml/web", item(), "one", PASS, answer(1, 1), 2);
        assertThat(rounds.confirm("ml/web", item(), "two", PASS, answer(2, 1), 2))
                .isEqualTo(confirming(1, 2));
    }

    @Test
    void anItemWithoutProbesNeedsOneLook() {
        assertThat(confirm(PASS, 5, Map.of())).isEqualTo(PASS);
    }

    @Test
    void aSecretNeedsOneLook() {
        assertThat(confirm(PASS, 5, Map.of(new SecretLook("ml-db"), observed(1, 1))))
                .isEqualTo(PASS);
    }

    @Test
    void anAnswerFromBeforeTheReleaseSaysNothing() {
        Judgement awaits = Judgement.pending(Reason.AwaitsRelease, "judged when the new revision rolls out");
        Judgement stale = Judgement.pending(Reason.NotMeasuredYet, "not measured yet since the new revision serves");
        assertThat(confirm(awaits, 1, answer(3, 1))).isEqualTo(awaits);
        assertThat(confirm(FAIL, 1, answer(4, 1))).isEqualTo(stale);
        assertThat(confirm(FAIL, 1, answer(4, 1))).isEqualTo(stale);
        assertThat(confirm(FAIL, 1, answer(5, 1))).isEqualTo(FAIL);
        assertThat(confirm(PASS, 1, answer(5, 1))).isEqualTo(PASS);

        confirm(awaits, 1, Map.of());
        assertThat(confirm(PASS, 1, Map.of())).isEqualTo(PASS);
    }

    @Test
    void aForgottenChecklistStartsAnew() {
        confirm(PASS, 2, answer(1, 1));
        rounds.keep("ml/web", Set.of());
        assertThat(confirm(PASS, 2, answer(2, 1))).isEqualTo(confirming(1, 2));
    }

    private Judgement confirm(Judgement judgement, int needed, Map<ProbeRequest, Observation> observations) {
        return rounds.confirm("ml/web", item(), "candidate", judgement, observations, needed);
    }

    private static Map<ProbeRequest, Observation> answer(long sequence, long changedAt) {
        return Map.of(PROBE, observed(sequence, changedAt));
    }

    private static Observation observed(long sequence, long changedAt) {
        return new Observation(new Measurement.Answered(new ProbeAnswer.TcpAnswer()), sequence, changedAt, 0);
    }

    private static Judgement confirming(int seen, int needed) {
        return Judgement.pending(Reason.Confirming, "passed %d of %d times in a row".formatted(seen, needed));
    }

    private static PlannedItem item() {
        TcpParams params = new TcpParams(List.of("vm.example.com:9100"), null);
        ItemSpec spec = new ObjectMapper()
                .convertValue(Map.of("name", "port", "tcp", Map.of("targets", params.targets())), ItemSpec.class);
        return new PlannedItem(
                spec,
                params,
                Section.Monitoring,
                Phase.BeforeRelease,
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                List.of());
    }
}
