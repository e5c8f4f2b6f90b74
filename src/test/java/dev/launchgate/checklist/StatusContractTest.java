package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract sees each violation. */
class StatusContractTest {
    private static final LaunchChecklistStatus GOOD = good();

    private static LaunchChecklistStatus good() {
        PassWorld world = new PassWorld().running().answer(FakeProbes.REFUSED);
        world.settle();
        world.apply("v2").settle();
        return world.status();
    }

    static Stream<Named<Consumer<ObjectNode>>> violations() {
        return Stream.of(
                violation("Ready is missing", status -> conditions(status).remove(0)),
                violation(
                        "Ready is not first",
                        status -> conditions(status).add(conditions(status).remove(0))),
                violation(
                        "a condition twice",
                        status ->
                                conditions(status).insert(0, conditions(status).get(0))),
                violation("an unknown reason", status -> condition(status, 1).put("reason", "Because")),
                violation("an empty message", status -> condition(status, 1).put("message", "")),
                violation("a long message", status -> condition(status, 1).put("message", "x".repeat(1025))),
                violation("a line break", status -> condition(status, 1).put("message", "a\nb")),
                violation("another generation", status -> condition(status, 1).put("observedGeneration", 7)),
                violation("a status of its own", status -> condition(status, 1).put("status", "Maybe")),
                violation("a time without date", status -> condition(status, 1).put("lastTransitionTime", "10:00")),
                violation(
                        "a time that moved alone",
                        status -> condition(status, 1).put("lastTransitionTime", "2026-11-20T10:00:01Z")),
                violation(
                        "Reconciling that is False",
                        status -> conditions(status)
                                .add(condition(status, 4)
                                        .deepCopy()
                                        .put("type", "Reconciling")
                                        .put("status", "False"))),
                violation(
                        "Stalled by an item",
                        status -> conditions(status)
                                .add(condition(status, 0)
                                        .deepCopy()
                                        .put("type", "Stalled")
                                        .put("status", "True"))),
                violation(
                        "an item twice",
                        status -> items(status).add(items(status).get(0))),
                violation("an unknown verdict", status -> item(status).put("verdict", "Maybe")),
                violation(
                        "an item's time that moved alone",
                        status -> item(status).put("lastTransitionTime", "2026-11-20T10:00:01Z")),
                violation("a wrong sum", status -> status.withObject("/summary").put("passed", 2)),
                violation(
                        "a wrong text", status -> status.withObject("/summary").put("text", "2/2")),
                violation(
                        "an unknown state", status -> status.withObject("/gate").put("state", "Ajar")),
                violation(
                        "a state that began anew",
                        status -> status.withObject("/gate").put("since", "2026-11-20T10:00:01Z")),
                violation("a sixth promotion", status -> {
                    ArrayNode promoted = (ArrayNode) status.at("/gate/promoted");
                    for (int i = 0; i < 5; i++) {
                        promoted.add(promoted.get(0));
                    }
                }),
                violation(
                        "history rewritten", status -> ((ObjectNode) status.at("/history/0")).put("message", "other")),
                violation("history lost", status -> status.putArray("history")),
                violation("a step back in time", status -> status.put("observedGeneration", 0)));
    }

    private static Named<Consumer<ObjectNode>> violation(String name, Consumer<ObjectNode> change) {
        return Named.of(name, change);
    }

    @Test
    void aGoodStatusPasses() {
        assertThatCode(() -> StatusContract.check(LaunchChecklistStatus.EMPTY, GOOD))
                .doesNotThrowAnyException();
        assertThatCode(() -> StatusContract.check(GOOD, GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void eachViolationIsSeen(Consumer<ObjectNode> violation) {
        ObjectNode json = (ObjectNode) Serialization.unmarshal(Serialization.asJson(GOOD), JsonNode.class);
        violation.accept(json);
        LaunchChecklistStatus bad = Serialization.unmarshal(json.toString(), LaunchChecklistStatus.class);

        assertThatThrownBy(() -> StatusContract.check(GOOD, bad)).isInstanceOf(AssertionError.class);
    }

    private static ArrayNode conditions(ObjectNode status) {
        return (ArrayNode) status.path("conditions");
    }

    private static ObjectNode condition(ObjectNode status, int index) {
        return (ObjectNode) conditions(status).get(index);
    }

    private static ArrayNode items(ObjectNode status) {
        return (ArrayNode) status.path("items");
    }

    private static ObjectNode item(ObjectNode status) {
        return (ObjectNode) items(status).get(0);
    }
}
