package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmortemAssessorTest {
    private static final List<String> REVIEW = List.of(
            "impact.summary",
            "impact.usersAffected",
            "impact.startedAt",
            "impact.detectedAt",
            "impact.mitigatedAt",
            "impact.resolvedAt",
            "rootCause");

    private static List<String> missing(String yaml) {
        return PostmortemAssessor.missing(Postmortems.spec(yaml));
    }

    @Test
    void aWholeOneLacksNothingInAnyState() {
        for (String state : List.of("Draft", "Review", "Final")) {
            assertThat(missing(Postmortems.WHOLE.replace("state: Final", "state: " + state)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"Draft", "Final"})
    void anEmptyOneIsToldEverySection(String state) {
        assertThat(missing("title: t\nstate: " + state))
                .containsExactly(
                        "impact.summary",
                        "impact.usersAffected",
                        "impact.startedAt",
                        "impact.detectedAt",
                        "impact.mitigatedAt",
                        "impact.resolvedAt",
                        "trigger",
                        "rootCause",
                        "mitigation",
                        "prevention",
                        "timeline",
                        "lessons",
                        "review.meetingAt",
                        "trackers",
                        "notes",
                        "attachments");
    }

    @Test
    void aReviewNeedsImpactAndRootCause() {
        assertThat(missing("title: t\nstate: Review\nprevention: [{name: a}]")).isEqualTo(REVIEW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            summary: Sign-in failed.                      | summary: "  "           | impact.summary
            usersAffected: 12 beta users                  | usersAffected: ""       | impact.usersAffected
            startedAt: 2026-11-20T20:00:00Z               | approximate: true       | impact.startedAt
            trigger: Off-hours deployment of revision v1.0.0 | trigger: " "         | trigger
            rootCause: The connection string was not in the configuration management tool. | rootCause: "\\n" | rootCause
            lessons: {wentWell: [The way back worked.]}   | lessons: {wentWell: []} | lessons
            notes: nothing else                           | notes: ""               | notes
            tracker: https://t.example.com/1              | type: Prevent           | trackers
            owner: ml-team                                | owner: " "              | prevention[db-url-managed].owner
            """)
    void eachSectionIsNamedAlone(String there, String instead, String expected) {
        assertThat(Postmortems.WHOLE).contains(there);
        assertThat(missing(Postmortems.WHOLE.replace(there, instead))).containsExactly(expected);
    }

    @Test
    void eachMeasureWithoutAnOwnerIsNamed() {
        assertThat(missing(Postmortems.WHOLE.replace(
                        "prevention:\n", "prevention:\n- {name: one}\n- {name: two, owner: bo}\n- {name: three}\n")))
                .containsExactly("prevention[one].owner", "prevention[three].owner");
    }

    @Test
    void trackersOfTheWholeWillDo() {
        assertThat(missing(Postmortems.WHOLE.replace("tracker: https://t.example.com/1}", "type: Prevent}")
                        + "trackers: [https://t.example.com/2]\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T10:42:00Z                    | 42m
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T10:42:00Z, approximate: true | ~42m
            startedAt: 2026-11-20T10:00:00Z, resolvedAt: 2026-11-21T11:30:05Z                     | 1d1h30m5s
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T10:01:00Z, resolvedAt: 2026-11-20T12:00:00Z | 1m
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T12:00:00+01:00               | 1h
            startedAt: 2026-11-20T10:00:00.250Z, mitigatedAt: 2026-11-20T10:00:01.900Z            | 1s
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T10:00:00Z                    | 0s
            startedAt: 2026-11-20T10:00:00Z, mitigatedAt: 2026-11-20T09:00:00Z                    | none
            startedAt: 2026-11-20T10:00:00Z, detectedAt: 2026-11-20T11:00:00Z                     | none
            mitigatedAt: 2026-11-20T09:00:00Z                                                     | none
            startedAt: once, mitigatedAt: 2026-11-20T09:00:00Z                                    | none
            approximate: true                                                                     | none
            """)
    void theDurationIsComputed(String impact, String expected) {
        assertThat(PostmortemAssessor.impactDuration(Postmortems.spec("title: t\nimpact: {" + impact + "}")
                                .impact())
                        .orElse(null))
                .isEqualTo(expected);
    }
}
