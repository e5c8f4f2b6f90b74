package dev.launchgate.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Postmortems as Argo CD, Flux and kstatus read them: open measures are no failure. */
@Tag("services")
class PostmortemHealthTest {
    private static JsonNode postmortem(long observed, ConditionSet conditions) {
        Postmortem postmortem = new Postmortem();
        postmortem.getMetadata().setName("outage");
        postmortem.getMetadata().setGeneration(2L);
        postmortem.setStatus(new PostmortemStatus(observed, conditions.toList(), null, null, null, null, null));
        return Serialization.unmarshal(Serialization.asJson(postmortem), JsonNode.class);
    }

    private static ConditionSet conditions() {
        return new ConditionSet(List.of(), 2, "2026-11-20T10:00:00Z");
    }

    private static Health read(JsonNode postmortem) {
        return HealthReaders.shipped().read(List.of(postmortem)).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "True,Accepted,True,MeasuresVerified,Healthy Current Current",
        "True,Accepted,False,MeasuresOpen,Healthy Current Current",
        "True,Accepted,False,NoMeasures,Healthy Current Current",
        "True,Accepted,Unknown,NotMeasuredYet,Healthy Current Current",
        "False,ChecklistNotFound,False,MeasuresOpen,Progressing InProgress InProgress",
        "False,InvalidSpec,Unknown,InvalidSpec,Degraded Failed InProgress"
    })
    void isReadAs(Status accepted, Reason why, Status verified, Reason measures, String expected) {
        JsonNode postmortem = postmortem(
                2,
                conditions()
                        .set(ConditionType.Ready, accepted, why, "told")
                        .set(ConditionType.Accepted, accepted, why, "told")
                        .set(ConditionType.PreventionVerified, verified, measures, "of the measures"));
        assertThat(read(postmortem).words()).isEqualTo(expected);
        assertThat(read(postmortem).argo()).endsWith(accepted == Status.True ? ": of the measures" : ": told");
    }

    @Test
    void whatWasNeverLookedAtIsUnderWay() {
        assertThat(read(postmortem(-1, conditions())).words()).isEqualTo("Progressing InProgress InProgress");
        assertThat(read(postmortem(1, conditions().set(ConditionType.Accepted, Status.True, Reason.Accepted, "told")))
                        .words())
                .isEqualTo("Progressing InProgress InProgress");
    }
}
