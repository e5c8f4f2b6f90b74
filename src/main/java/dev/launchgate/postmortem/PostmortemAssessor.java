package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.PostmortemState;
import dev.launchgate.api.v1alpha1.PreventionMeasure;
import dev.launchgate.check.DateTimes;
import dev.launchgate.check.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a postmortem lacks for its state, and how long users were affected. Pure. */
public final class PostmortemAssessor {
    private PostmortemAssessor() {}

    /**
     * Names what is missing. A draft may lack everything, and is told what a final one needs; a review lacks only what it
     * cannot begin without.
     */
    public static List<String> missing(PostmortemSpec spec) {
        Stream<String> sections = SpecSection.ALL.stream()
                .filter(section -> spec.state() != PostmortemState.Review || section.forReview())
                .filter(section -> !section.filledIn(spec))
                .map(SpecSection::path);
        Stream<String> owners = spec.state() == PostmortemState.Review
                ? Stream.of()
                : spec.prevention().stream()
                        .filter(measure -> SpecSection.blank(measure.owner()))
                        .map(PostmortemAssessor::ownerOf);
        return Stream.concat(sections, owners).toList();
    }

    private static String ownerOf(PreventionMeasure measure) {
        return "prevention[%s].owner".formatted(measure.name());
    }

    /**
     * How long users were affected: until it was mitigated, or resolved where that is not known. Empty while one of the
     * times is missing, or wrong.
     */
    public static Optional<String> impactDuration(PostmortemImpact impact) {
        Optional<Instant> end = time(impact.mitigatedAt()).or(() -> time(impact.resolvedAt()));
        return time(impact.startedAt())
                .flatMap(start -> end.map(time -> Duration.between(start, time).truncatedTo(ChronoUnit.SECONDS)))
                .filter(length -> !length.isNegative())
                .map(length -> (impact.approximate() ? "~" : "") + Durations.format(length));
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(DateTimes::parse);
    }
}
