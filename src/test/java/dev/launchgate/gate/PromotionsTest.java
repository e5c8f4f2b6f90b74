package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.cluster.PodTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By what a promoted revision is known again. */
class PromotionsTest {
    private static final PodTemplate V1 = Templates.template("v1");
    private static final PodTemplate V2 = Templates.template("v2");
    private static final Promotion BEFORE_THE_UPGRADE = new Promotion("other-hash", "v2", "then", "set-uid-1");

    private static Promotions of(WorkloadBuilder deployment, Promotion... recorded) {
        return new Promotions(List.of(recorded), deployment.build());
    }

    @Test
    void aRunningReplicaSetOfWhatIsWantedTellsThatItIsTheSame() {
        Promotions promotions = of(WorkloadBuilder.wanting(V2).set(V1, 0).set(V2, 3), BEFORE_THE_UPGRADE);

        assertThat(promotions.toList()).containsExactly(new Promotion(V2.identity(), "v2", "then", "set-uid-1"));
        assertThat(promotions.has(V2)).isTrue();
    }

    @Test
    void oneThatIsIdleOrIsOfSomethingElseOrIsNotThereTellsNothing() {
        assertThat(of(WorkloadBuilder.wanting(V2).set(V1, 3).set(V2, 0), BEFORE_THE_UPGRADE)
                        .has(V2))
                .as("idle")
                .isFalse();
        assertThat(of(WorkloadBuilder.wanting(V1).set(V1, 0).set(V2, 3), BEFORE_THE_UPGRADE)
                        .toList())
                .as("of something else")
                .containsExactly(BEFORE_THE_UPGRADE);
        assertThat(of(WorkloadBuilder.wanting(V2).set(V2, 3), BEFORE_THE_UPGRADE)
                        .has(V2))
                .as("another UID")
                .isFalse();
    }

    @Test
    void aRecordWithoutUidGetsTheOneThatRuns() {
        Promotion old = new Promotion(V2.identity(), "v2", "then", null);

        assertThat(of(WorkloadBuilder.wanting(V1).set(V2, 3), old).toList())
                .containsExactly(new Promotion(V2.identity(), "v2", "then", "set-uid-0"));
        assertThat(of(WorkloadBuilder.wanting(V2).set(V2, 0).replicas(0), old).toList())
                .containsExactly(old);
    }

    @Test
    void atMostFiveAreKeptEachOnce() {
        Promotions promotions = of(WorkloadBuilder.wanting(V1));
        for (int tag = 1; tag <= 6; tag++) {
            promotions.add(Templates.template("v" + tag), "now");
        }
        promotions.add(Templates.template("v3"), "now");

        assertThat(promotions.toList()).extracting(Promotion::revision).containsExactly("v2", "v4", "v5", "v6", "v3");
    }
}
