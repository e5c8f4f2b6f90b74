package dev.launchgate.postmortem.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Defect;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListItem;
import org.junit.jupiter.api.Test;

class MarkdownDocumentTest {
    private static final int LIMIT = 400 * 1024;

    private static ParsedPage page(DocumentSource source) {
        return ParsedPage.of(MarkdownDocument.of(source, LIMIT)).onlyWhatWeMade();
    }

    /** The page as it is, so that a change of its looks is seen in a review. */
    @Test
    void theIncidentOfTheConnectionString() {
        assertThat(MarkdownDocument.of(Samples.connectionString(), LIMIT))
                .isEqualTo(Samples.resource("connection-string.md"));
    }

    @Test
    void everySectionIsThere() {
        ParsedPage page = page(Samples.connectionString());
        assertThat(page.headings())
                .containsExactly(
                        "1 Beta users could not sign in after the launch of ml-scoring",
                        "2 Summary",
                        "3 Impact",
                        "3 Trigger",
                        "3 Detection",
                        "3 Root cause",
                        "3 Contributing causes",
                        "2 Technical summary",
                        "3 Mitigation steps",
                        "3 Timeline",
                        "3 Prevention measures",
                        "2 Lessons",
                        "3 What went well",
                        "3 What went badly",
                        "3 Where we got lucky",
                        "2 Summary and notes",
                        "2 Review",
                        "2 Trackers and links",
                        "2 Data and graphs",
                        "3 Sign-ins that failed",
                        "3 trace",
                        "3 log-excerpt");
        assertThat(page.count(HtmlBlock.class)).isEqualTo(1);
        assertThat(page.text())
                .contains("Missing for state Review: owner of measure playbook")
                .contains("The canary would have caught it | if there had been *two* databases.")
                .contains("State: Missing the ConfigMap is gone; restore it");
    }

    @Test
    void tablesHaveTimesInUtcAndLiveVerdicts() {
        assertThat(page(Samples.connectionString()).rows())
                .contains(
                        List.of("Started (UTC)", "about 2026-11-20 22:05:00"),
                        List.of("Detected (UTC)", "about 2026-11-20 22:09:30"),
                        List.of("Length", "~42m"),
                        List.of(
                                "2026-11-20 22:05:00",
                                "Deployment ml-scoring scaled up.\nPods ready: 3 of 3.",
                                "Cluster"),
                        List.of(
                                "db-url-managed\nThe connection string comes from managed configuration.",
                                "Prevent",
                                "ml-team",
                                "2026-12-04\noverdue",
                                "tracker.example/browse/ML-7",
                                "yes",
                                "Fail NotManaged\nsince 2026-11-21 08:00:00 UTC\nDATABASE_URL: expected an object made by"
                                        + " Argo CD, saw one made by kubectl; let Argo CD manage it"),
                        List.of(
                                "playbook\nThere is a playbook for ml-scoring.\nDone 2026-11-24 09:00:00 by A. Jansen",
                                "Process",
                                "nobody",
                                "",
                                "",
                                "no",
                                "Pass Done\nsince 2026-11-24 09:00:00 UTC"));
    }

    @Test
    void theTimelineIsInTheOrderOfTime() {
        assertThat(page(Samples.connectionString()).rows().stream()
                        .map(List::getFirst)
                        .filter(cell -> cell.startsWith("2026-11-20 22:0")))
                .containsExactly("2026-11-20 22:05:00", "2026-11-20 22:09:30");
    }

    @Test
    void linksAreThoseOfTheObject() {
        assertThat(page(Samples.connectionString()).links())
                .containsExactly(
                        "https://alerts.example/a/1?x=1&y=2",
                        "https://tracker.example/browse/ML-7",
                        "https://tracker.example/browse/ML-6",
                        "https://chat.example/c/incident-42",
                        "error-rate.csv",
                        "https://traces.example/t/1");
    }

    @Test
    void linesAndParagraphsStay() {
        ParsedPage page = page(Samples.connectionString());
        assertThat(page.count(HardLineBreak.class)).isEqualTo(2);
        assertThat(page.text()).contains("Reports were late by one day.\nNo data was lost.");
    }

    @Test
    void frontMatterIsYaml() {
        String markdown = MarkdownDocument.of(Samples.connectionString(), LIMIT);
        assertThat(Samples.frontMatter(markdown))
                .containsEntry("title", "Beta users could not sign in after the launch of ml-scoring")
                .containsEntry("state", "Review")
                .containsEntry("duration", "~42m")
                .containsEntry("authors", List.of("A. Jansen", "ml-team"))
                .containsEntry("checklists", List.of("ml-scoring"));
        assertThat(ParsedPage.of(markdown).frontMatter()).containsEntry("severity", List.of("Low"));
    }

    @Test
    void whatIsNotFilledInIsNamed() {
        PostmortemSpec spec = new PostmortemSpec(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
        PostmortemStatus status =
                new PostmortemStatus(1L, null, null, null, List.of("impact", "rootCause"), null, null);
        ParsedPage page = page(new DocumentSource("ml", "pm-1", spec, status, Map.of()));
        assertThat(page.headings()).startsWith("1 Postmortem pm-1", "2 Summary", "3 Impact");
        assertThat(page.text()).contains("Missing for state Draft: impact, rootCause");
        assertThat(page.text().split("Missing: not filled in\\.", -1)).hasSize(15);
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        DocumentSource source = new DocumentSource(
                "ml",
                "pm-1",
                PostmortemSpec.undecodable(new Defect(".impact", "expected an object")),
                PostmortemStatus.EMPTY,
                Map.of());
        ParsedPage page = page(source);
        assertThat(page.text()).contains("This postmortem cannot be read: .impact expected an object");
        assertThat(page.headings()).containsExactly("1 Postmortem pm-1");
    }

    @Test
    void theSameObjectGivesTheSameBytes() {
        assertThat(MarkdownDocument.of(Samples.connectionString(), LIMIT))
                .isEqualTo(MarkdownDocument.of(Samples.connectionString(), LIMIT));
    }

    @Test
    void whatDoesNotFitIsShortenedAndSaidSo() {
        DocumentSource large = Samples.everywhere(() -> "<|{&*".repeat(3_000));
        String markdown = MarkdownDocument.of(large, 100 * 1024);
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(100 * 1024);
        ParsedPage page = ParsedPage.of(markdown).onlyWhatWeMade();
        assertThat(page.text()).contains("Shortened to fit: texts have at most").contains("[...]");
        assertThat(page.count(ListItem.class))
                .isEqualTo(ParsedPage.of(MarkdownDocument.of(Samples.everywhere(() -> "x"), LIMIT))
                        .count(ListItem.class));
    }
}
