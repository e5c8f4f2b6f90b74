package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.check.Judgement;
import dev.launchgate.readiness.ItemResult;
import java.util.List;
import java.util.stream.Stream;

/** The rows of measures that a status holds, for a pass that cannot read postmortems yet: not read is not removed. */
final class KeptMeasures {
    private KeptMeasures() {}

    /** The rows with another answer. Where a stored word is unknown, the row holds as any does. */
    static List<ItemResult> of(LaunchChecklistStatus before, Judgement judgement) {
        return before.items().stream()
                .filter(row -> row.source().startsWith(MeasurePlanner.SOURCE))
                .map(row -> kept(row, judgement))
                .toList();
    }

    private static ItemResult kept(ItemStatus row, Judgement judgement) {
        return new ItemResult(
                row.name(),
                row.kind(),
                named(Section.values(), row.section(), Section.Other),
                named(Severity.values(), row.severity(), Severity.Blocking),
                named(Phase.values(), row.phase(), Phase.BeforeRelease),
                judgement.verdict(),
                judgement.reason(),
                judgement.message(),
                false,
                judgement.evidence(),
                row.source());
    }

    private static <E extends Enum<E>> E named(E[] known, String name, E otherwise) {
        return Stream.of(known)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
