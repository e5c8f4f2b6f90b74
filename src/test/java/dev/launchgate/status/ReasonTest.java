package dev.launchgate.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    @ParameterizedTest
    @EnumSource
    void isItsWordOnTheWireAndSaysWhenItIsSet(Reason reason) {
        assertThat(reason.name()).matches("[A-Z][A-Za-z]{2,40}");
        assertThat(Reason.named(reason.name())).contains(reason);
        assertThat(reason.setWhen()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void aWordOfAnotherVersionIsNone() {
        assertThat(Reason.named("InventedLater")).isEmpty();
        assertThat(Reason.named("")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is stalled: {1}")
    @CsvSource({
        "Accepted,false",
        "NotMeasuredYet,false",
        "TargetNotFound,false",
        "InvalidSpec,true",
        "UnsupportedTarget,true",
        "TargetTaken,true"
    })
    void onlyWhatAPersonMustChangeIsStalled(Reason reason, boolean stalled) {
        assertThat(new Acceptance(reason, "why").stalled()).isEqualTo(stalled);
    }
}
