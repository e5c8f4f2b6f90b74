package dev.launchgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.launchgate.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is held finds the kind of the failing item in the guide, and there its reason. */
class KindPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("project.dir", ""));
    private static final Path GUIDE = ROOT.resolve("src/docs/guide");
    private static final Path SCENARIOS = ROOT.resolve("src/test/resources/dev/launchgate/scenarios");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| (.+) \\|$");
    private static final Map<String, Set<Reason>> REASONS = KindReasons.all();
    /** The reasons that any kind can have stand first. */
    private static final Set<Reason> COMMON = EnumSet.range(Reason.AsExpected, Reason.InternalError);

    /** Mentioned by code that these kinds share with others, and never given by them. */
    private static final Map<String, Set<Reason>> NEVER = Map.of(
            // what they fetch from is named by a URL alone, never by an object that may lack an address
            "document", Set.of(Reason.AddressMissing),
            "loadTest", Set.of(Reason.AddressMissing),
            "metrics", Set.of(Reason.AddressMissing),
            "dashboard", Set.of(Reason.AddressMissing),
            "alerts", Set.of(Reason.AddressMissing),
            // one series is enough for a signal, so fewer is none
            "goldenSignals", Set.of(Reason.AddressMissing, Reason.TooFewSeries),
            // a host behind a firewall is one that is not ready; the message says why
            "dependency", Set.of(Reason.PortFiltered));

    static Stream<String> kinds() {
        return REASONS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyReasonOfItsOwnIsExplainedAndNoOther(String kind) {
        Set<Reason> own = own(kind);

        assertThat(explained(kind))
                .as("reasons on the page of %s", kind)
                .containsAll(own)
                .doesNotHaveDuplicates()
                .allMatch(reason -> own.contains(reason) || COMMON.contains(reason));
    }

    @Test
    void everyCommonReasonIsExplainedOnce() {
        assertThat(explained("any")).containsExactlyInAnyOrderElementsOf(COMMON);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatItSaysInScenariosIsAmongThem(String kind) {
        assertThat(said(kind)).isNotEmpty().allMatch(reason -> own(kind).contains(reason) || COMMON.contains(reason));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsPageBeginsWithTheQuestionAndTheSmallestItem(String kind) {
        Document page = Document.read(page(kind));

        assertThat(text(page.file())).startsWith("# `" + kind + "`: ");
        assertThat(headings(page.file()))
                .hasSize(3)
                .endsWith("## What it looks at", "## Reasons")
                .first()
                .asString()
                .endsWith("?");
        assertThat(page.blocks()).hasSize(1);
        JsonNode checklist = yaml(page.blocks().getFirst().text());
        assertThat(checklist.at("/spec/items")).hasSize(1);
        assertThat(checklist.at("/spec/items/0").has(kind)).isTrue();
    }

    @Test
    void everyPageIsThatOfAKindAndTheGuideLeadsThere() {
        String checklist = text(GUIDE.resolve("checklist.md"));

        assertThat(kinds()).allMatch(kind -> checklist.contains("](kinds/%s.md)".formatted(kind)));
        try (Stream<Path> pages = Files.list(GUIDE.resolve("kinds"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(kinds(), Stream.of("any"))
                            .map(kind -> kind + ".md")
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Reason> own(String kind) {
        Set<Reason> own = EnumSet.copyOf(REASONS.get(kind));
        own.removeAll(COMMON);
        own.removeAll(NEVER.getOrDefault(kind, Set.of()));
        return own;
    }

    private static List<Reason> explained(String page) {
        return ROW.matcher(text(page(page)))
                .results()
                .map(row -> Reason.valueOf(row.group(1)))
                .toList();
    }

    /** What items of this kind said at any step of any scenario. */
    private static Set<Reason> said(String kind) {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.filter(file -> file.getFileName().toString().startsWith("out-"))
                    .map(KindPagesTest::text)
                    .map(KindPagesTest::yaml)
                    .flatMap(status -> status.path("items").valueStream())
                    .filter(item -> item.path("kind").asText().equals(kind))
                    .map(item -> Reason.valueOf(item.path("reason").asText()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> headings(Path file) {
        return text(file).lines().filter(line -> line.startsWith("#")).toList();
    }

    private static Path page(String kind) {
        return GUIDE.resolve("kinds").resolve(kind + ".md");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
