package dev.launchgate.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.gate.Items;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From items to readiness: what opens, what holds, what regresses. */
class ReadinessTest {
    private static final ItemResult PASS = Items.item("quota", Verdict.Pass);

    @ParameterizedTest(name = "a blocking {0} before the release opens: {1}")
    @CsvSource({"Pass,true", "NotApplicable,true", "Waived,true", "Fail,false", "Unknown,false", "Pending,false"})
    void onlyThreeVerdictsOpen(Verdict verdict, boolean opens) {
        Readiness readiness = Items.readiness(PASS, Items.item("name", verdict));
        assertThat(readiness.open()).isEqualTo(opens);
        assertThat(readiness.passed()).isEqualTo(opens);
        assertThat(readiness.blockers()).extracting(ItemResult::name).isEqualTo(opens ? List.of() : List.of("name"));
    }

    static Stream<Arguments> whatHoldsNothing() {
        return Stream.of(Verdict.values())
                .flatMap(verdict -> Stream.of(
                        Arguments.of(verdict, Severity.Advisory, Phase.BeforeRelease),
                        Arguments.of(verdict, Severity.Advisory, Phase.AfterRelease),
                        Arguments.of(verdict, Severity.Blocking, Phase.AfterRelease)));
    }

    @ParameterizedTest
    @MethodSource("whatHoldsNothing")
    void advisoryAndLaterItemsHoldNothing(Verdict verdict, Severity severity, Phase phase) {
        Readiness readiness = Items.readiness(PASS, Items.item("name", verdict, severity, phase));
        assertThat(readiness.open()).isTrue();
        assertThat(readiness.blockers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Pass", "NotApplicable", "Waived"})
    void whatIsRememberedIsShownAndNeverOpens(Verdict verdict) {
        Readiness readiness = Items.readiness(PASS, Items.remembered(Items.item("name", verdict)));
        assertThat(readiness.passed()).isTrue();
        assertThat(readiness.open()).isFalse();
    }

    @Test
    void whatIsRememberedOfItemsThatHoldNothingDoesNotMatter() {
        assertThat(Items.readiness(PASS, Items.remembered(Items.after("errors", Verdict.Pass)))
                        .open())
                .isTrue();
    }

    @Test
    void aRefusedSpecNeverOpensThoughAllItemsPass() {
        Readiness refused = Readiness.refused(List.of(PASS));
        assertThat(refused.open()).isFalse();
        assertThat(refused.passed()).isFalse();
        assertThat(refused.blockers()).isEmpty();
    }

    @Test
    void blockersKeepTheOrderOfTheSpec() {
        assertThat(Items.readiness(
                                Items.item("b", Verdict.Unknown),
                                PASS,
                                Items.item("a", Verdict.Fail),
                                Items.item("c", Verdict.Pending))
                        .blockers())
                .extracting(ItemResult::name)
                .containsExactly("b", "a", "c");
    }

    @ParameterizedTest(name = "{0} and {1} after the release: {2}")
    @CsvSource({
        "Pass,Pass,Pass",
        "NotApplicable,Waived,Pass",
        "Pass,Fail,Fail",
        "Unknown,Fail,Fail",
        "Pass,Unknown,Pending",
        "Pending,Pass,Pending"
    })
    void theWorstOfTheLaterItemsDecides(Verdict one, Verdict other, Verdict worst) {
        assertThat(Items.readiness(PASS, Items.after("one", one), Items.after("other", other))
                        .afterRelease())
                .isEqualTo(worst);
    }

    @Test
    void noLaterItemIsAsGoodAsAPass() {
        assertThat(Readiness.NOTHING.afterRelease()).isEqualTo(Verdict.Pass);
        assertThat(Items.readiness(Items.item("name", Verdict.Fail)).afterRelease())
                .isEqualTo(Verdict.Pass);
        ItemResult advisory = Items.item("errors", Verdict.Fail, Severity.Advisory, Phase.AfterRelease);
        assertThat(Items.readiness(advisory).afterRelease()).isEqualTo(Verdict.Pass);
    }

    @Test
    void aRememberedFailureRegressesNothing() {
        Readiness remembered = Items.readiness(Items.remembered(Items.after("errors", Verdict.Fail)));
        assertThat(remembered.afterRelease()).isEqualTo(Verdict.Pending);
        assertThat(remembered.regressions()).isEmpty();
        assertThat(Items.readiness(Items.remembered(Items.after("errors", Verdict.Pass)))
                        .afterRelease())
                .isEqualTo(Verdict.Pending);
    }

    @Test
    void regressionsAreBlockingFailuresAfterTheRelease() {
        Readiness readiness = Items.readiness(
                Items.item("name", Verdict.Fail),
                Items.after("errors", Verdict.Fail),
                Items.after("latency", Verdict.Unknown),
                Items.item("toil", Verdict.Fail, Severity.Advisory, Phase.AfterRelease));
        assertThat(readiness.regressions()).extracting(ItemResult::name).containsExactly("errors");
    }

    @Test
    void theDigestIsOfSubjectAndEvidence() {
        Readiness readiness = Items.readiness(PASS, Items.item("name", Verdict.Pass));
        String digest = readiness.digest("subject");

        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(Items.readiness(PASS, Items.item("name", Verdict.Pass)).digest("subject"))
                .isEqualTo(digest);
        assertThat(readiness.digest("another")).isNotEqualTo(digest);
        assertThat(Items.readiness(PASS, Items.item("name", Verdict.Waived)).digest("subject"))
                .isNotEqualTo(digest);
        assertThat(Items.readiness(PASS, Items.item("other", Verdict.Pass)).digest("subject"))
                .isNotEqualTo(digest);
        assertThat(Items.readiness(PASS).digest("subject")).isNotEqualTo(digest);
    }

    @Test
    void theDigestIsNotOfWhatHoldsNothing() {
        String digest = Items.readiness(PASS).digest("subject");
        assertThat(Items.readiness(PASS, Items.after("errors", Verdict.Fail)).digest("subject"))
                .isEqualTo(digest);
        assertThat(Items.readiness(PASS, Items.item("toil", Verdict.Fail, Severity.Advisory, Phase.BeforeRelease))
                        .digest("subject"))
                .isEqualTo(digest);
    }
}
