package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryCheckTest {
    private final CanaryCheck check = new CanaryCheck();

    @Test
    void isPartOfTheRolloutBeforeTheRelease() {
        assertThat(check.params()).isEqualTo(CanaryParams.class);
        assertThat(check.section()).isEqualTo(Section.Rollout);
        assertThat(check.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void needsNoProbe(String strategy, ResourceKind kind) {
        Needs needs = new Needs();

        check.plan(params("strategy: {" + strategy + "}"), new FakeFacts(), needs);

        assertThat(needs.probes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theObjectDoesNotExist(String strategy, ResourceKind kind) {
        assertThat(check.judge(params("strategy: {" + strategy + "}"), new FakeFacts()))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.ObjectMissing,
                        kind.kind() + " public not found in ml; create it or correct the name"));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theObjectCannotBeRead(String strategy, ResourceKind kind) {
        CanaryParams params = params("strategy: {" + strategy + "}");

        assertThat(check.judge(params, new FakeFacts().obstacle(kind, Obstacle.notInstalled(kind))))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.KindNotInstalled,
                        kind.kind() + "." + kind.group() + " is not installed in this cluster"));
        assertThat(check.judge(params, new FakeFacts().obstacle(kind, Obstacle.forbidden(kind, "ml"))))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.Forbidden,
                        Obstacle.forbidden(kind, "ml").message()));
        assertThat(check.judge(params, new FakeFacts().obstacle(kind, Obstacle.notSynced(kind))))
                .isEqualTo(new Judgement(
                        Verdict.Pending, Reason.NotMeasuredYet, kind.qualifiedPlural() + " are not read yet"));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anEmptyObjectNeverPasses(String strategy, ResourceKind kind) {
        FakeFacts facts = new FakeFacts().with(kind, "metadata: {name: public, namespace: ml}");

        assertThat(check.judge(params("strategy: {" + strategy + "}"), facts).verdict())
                .isEqualTo(Verdict.Fail);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aWholeStrategyIsAccepted(String strategy, ResourceKind kind) {
        assertThat(refusals("strategy: {" + strategy + "}")).isEmpty();
    }

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of("rollout: {name: public}", ResourceKind.ROLLOUT),
                Arguments.of("canary: {name: public}", ResourceKind.FLAGGER_CANARY),
                Arguments.of("httpRoute: {name: public, canaryService: canary}", ResourceKind.HTTP_ROUTE),
                Arguments.of("ingress: {name: public}", ResourceKind.INGRESS),
                Arguments.of("virtualService: {name: public, canarySubset: canary}", ResourceKind.VIRTUAL_SERVICE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # strategy                                                    | refusal
            {}                                                            | canary.strategy: exactly one of rollout, canary, httpRoute, ingress, virtualService must be set
            {rollout: {name: a}, canary: {name: b}}                       | canary.strategy: exactly one of rollout, canary, httpRoute, ingress, virtualService must be set
            {rollout: {name: ''}}                                         | canary.strategy.rollout.name: must be the name of an object
            {rollout: {}}                                                 | canary.strategy.rollout.name: must be the name of an object
            {canary: {name: Big}}                                         | canary.strategy.canary.name: must be the name of an object
            {ingress: {name: ../x}}                                       | canary.strategy.ingress.name: must be the name of an object
            {httpRoute: {name: a_b, canaryService: c}}                    | canary.strategy.httpRoute.name: must be the name of an object
            {httpRoute: {name: a}}                                        | canary.strategy.httpRoute: httpRoute needs canaryService
            {httpRoute: {name: a, canaryService: ''}}                     | canary.strategy.httpRoute: httpRoute needs canaryService
            {httpRoute: {name: a, canaryService: b.c}}                    | canary.strategy.httpRoute.canaryService: must be the name of a Service
            {virtualService: {name: -a, canarySubset: b}}                 | canary.strategy.virtualService.name: must be the name of an object
            {virtualService: {name: a}}                                   | canary.strategy.virtualService: virtualService needs canarySubset
            {virtualService: {name: a, canarySubset: 'b c'}}              | canary.strategy.virtualService.canarySubset: must be the name of a subset
            """)
    void refusesIncompleteStrategies(String strategy, String refusal) {
        assertThat(refusals("strategy: " + strategy)).containsExactly(refusal);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        String label = "a".repeat(64);

        assertThat(refusals("strategy: {rollout: {name: %s}}".formatted("a".repeat(253))))
                .isEmpty();
        assertThat(refusals("strategy: {rollout: {name: %s}}".formatted("a".repeat(254))))
                .containsExactly("canary.strategy.rollout.name: must be the name of an object");
        assertThat(refusals("strategy: {httpRoute: {name: a, canaryService: %s}}".formatted(label)))
                .containsExactly("canary.strategy.httpRoute.canaryService: must be the name of a Service");
        assertThat(refusals("strategy: {virtualService: {name: a, canarySubset: %s}}".formatted(label)))
                .containsExactly("canary.strategy.virtualService.canarySubset: must be the name of a subset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1%", "1.000%", "9%", "12.5%", "20%", "49.999%", "50%", "50.0%"})
    void acceptsFirstStepsFrom1To50Percent(String step) {
        assertThat(refusals("{strategy: {rollout: {name: a}}, maxFirstStep: '%s'}".formatted(step)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0%", "0.5%", "0.999%", "51%", "50.1%", "100%", "10", "10 %", "-1%", "%", "", "1e1%", "01%", "1.0000%"
            })
    void refusesOtherFirstSteps(String step) {
        assertThat(refusals("{strategy: {rollout: {name: a}}, maxFirstStep: '%s'}".formatted(step)))
                .containsExactly("canary.maxFirstStep: must be from 1% to 50%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0ms", "1m", "1h30m", "7d", "168h"})
    void acceptsObservationsUpToAWeek(String observation) {
        assertThat(refusals("{strategy: {rollout: {name: a}}, minObservation: '%s'}".formatted(observation)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7d1ms",
                "8d",
                "169h",
                "-1s",
                "1",
                "",
                "1.5m",
                "1w",
                "99999d99999d99999d99999d",
                "0000001m0000001m"
            })
    void refusesOtherObservations(String observation) {
        assertThat(refusals("{strategy: {rollout: {name: a}}, minObservation: '%s'}".formatted(observation)))
                .containsExactly("canary.minObservation: must be from 0s to 7d");
    }

    private List<String> refusals(String item) {
        Refusals refusals = new Refusals("canary");
        check.refuse(params(item), refusals);
        return refusals.all().stream().map(Refusals.Refusal::toString).toList();
    }

    private static CanaryParams params(String item) {
        return Serialization.unmarshal("---\n" + item, CanaryParams.class);
    }
}
